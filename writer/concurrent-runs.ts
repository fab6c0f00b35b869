import {
  accessSync,
  closeSync,
  constants,
  fstatSync,
  lstatSync,
  openSync,
  statSync,
} from "node:fs";
import { join } from "node:path";
import { attempt, unless, WriteError } from "./errors";
import { describeProcess, isVisible, Lock, type Ticket } from "./lock";
import { MANIFEST } from "./paths";

/** Interval at which to check whether another run has finished. */
const POLL_MS = 10;

/** How long to wait for other runs, in seconds. */
const DEFAULT_WAIT = 30;

export interface WaitOptions {
  /**
   * How long to wait for other runs that write to the same output folder, in seconds; 0 fails at once.
   *
   * @default 30
   */
  readonly wait?: number;
  /**
   * Called once before waiting for another run, with its description: "process 4711".
   *
   * @default - nothing is printed
   */
  readonly onWait?: (other: string) => void;
}

/** Excludes other runs on the same output folder. A single deadline limits all waiting of a run. */
export class ConcurrentRuns {
  private readonly lock: Lock;
  private readonly seconds: number;
  private readonly deadline: number;
  private isWaiting = false;

  constructor(
    private readonly root: string,
    private readonly options: WaitOptions,
  ) {
    this.lock = new Lock(root);
    this.seconds = options.wait ?? DEFAULT_WAIT;
    this.deadline = performance.now() + this.seconds * 1000;
  }

  /** Whether the output folder exists, and is writable for this user. */
  get isLockable(): boolean {
    const writable = unless(["EACCES", "ENOENT", "ENOTDIR", "EPERM", "EROFS"], () => {
      accessSync(this.root, constants.W_OK | constants.X_OK);
      return true;
    });
    return writable ?? false;
  }

  /**
   * Runs `work` while no other run writes.
   *
   * @param work receives an empty folder for temporary files, on the file system of the output folder
   * @throws WriteError when other runs do not finish in time, or the output folder is not writable
   */
  exclude<T>(work: (folder: string) => T): T {
    return this.lock.hold((other) => this.pause(other), work);
  }

  /**
   * Reads the output folder while no other run changes it. It waits for the lock only if another run writes
   * meanwhile and the folder can be locked.
   *
   * @throws WriteError when other runs do not finish in time
   */
  read<T>(read: () => T): T {
    for (;;) {
      const result = this.tryRead(read);
      if (result !== undefined) return result.value;
      if (this.isLockable) return this.exclude(read);
      this.pause(this.lock.holder);
    }
  }

  /**
   * Reads without waiting; `undefined` when another run writes meanwhile, or may have written.
   *
   * A run writes only while it holds the lock, and replaces the manifest before it changes anything else. So if
   * no run held the lock after the manifest was opened, and the manifest is the same file at the end, nothing
   * was written in between. While the file is open, its inode number is not reused.
   */
  private tryRead<T>(read: () => T): { readonly value: T } | undefined {
    const manifest = new OpenManifest(this.root);
    const isDisturbed = () => this.lock.holder !== undefined || manifest.isReplaced();
    try {
      if (isDisturbed()) return undefined;
      const value = read();
      return isDisturbed() ? undefined : { value };
    } catch (error) {
      if (isDisturbed()) return undefined;
      throw error;
    } finally {
      manifest.close();
    }
  }

  /** Blocks the process for a moment: the writer is synchronous. */
  private pause(other: Ticket | undefined): void {
    if (performance.now() >= this.deadline) throw new WriteError(this.timedOut(other));
    if (other !== undefined && !this.isWaiting) {
      this.isWaiting = true;
      this.options.onWait?.(describeProcess(other));
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, POLL_MS);
  }

  private timedOut(other: Ticket | undefined): string {
    const waited = `after ${this.seconds} s`;
    if (other === undefined) {
      return `${this.root} is still changing ${waited}: let other runs finish, then run again`;
    }
    const who = describeProcess(other);
    if (isVisible(other)) {
      return (
        `${who} is still writing to ${this.root} ${waited}: let it finish (resume it if it is ` +
        "suspended), or wait longer with --wait <seconds>"
      );
    }
    const ticket = this.lock.folderOf(other);
    return (
      `${who} still holds the lock of ${this.root} ${waited}. It was last active ${ageOf(ticket)} ago. ` +
      `Check there whether it is running: ps -p ${other.pid}\n` +
      `if it is running, let it finish; only if it is not, remove ${ticket}; then run again`
    );
  }
}

/** The manifest of an output folder, kept open to detect its replacement. */
class OpenManifest {
  private readonly path: string;
  private readonly file: number | undefined;

  constructor(root: string) {
    this.path = join(root, MANIFEST);
    this.file = attempt(`read ${this.path}`, () =>
      unless(["ENOENT"], () => openSync(this.path, "r")),
    );
  }

  isReplaced(): boolean {
    const current = unless(["ENOENT"], () => statSync(this.path, { bigint: true }));
    if (this.file === undefined || current === undefined) {
      return (this.file === undefined) !== (current === undefined);
    }
    const opened = fstatSync(this.file, { bigint: true });
    return opened.ino !== current.ino || opened.dev !== current.dev;
  }

  close(): void {
    if (this.file !== undefined) closeSync(this.file);
  }
}

/** The time since a folder last changed, as text. */
function ageOf(folder: string): string {
  const stats = unless(["ENOENT"], () => lstatSync(folder));
  const seconds = stats === undefined ? 0 : Math.max(0, (Date.now() - stats.mtimeMs) / 1000);
  const [unit, size] = (
    [
      ["day", 86_400],
      ["hour", 3600],
      ["minute", 60],
    ] as const
  ).find(([, length]) => seconds >= length) ?? ["second", 1];
  const count = Math.floor(seconds / size);
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
