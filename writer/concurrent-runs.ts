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

/** How often to look whether another run has finished. */
const POLL_MS = 10;

/** For how long to wait for other runs, in seconds. */
const DEFAULT_WAIT = 30;

export interface WaitOptions {
  /**
   * How long to wait for other runs that write to the same output folder, in seconds; 0 fails at once.
   *
   * @default 30
   */
  readonly wait?: number;
  /**
   * Called once when there is a run to wait for, with words for it: "process 4711".
   *
   * @default - waits without a word
   */
  readonly onWait?: (other: string) => void;
}

/** Keeps a run apart from others on the same output folder. All its waiting ends at one deadline. */
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
   * @param work gets an empty folder for temporary files, on the file system of the output folder
   * @throws WriteError when other runs do not finish in time, or the output folder is not writable
   */
  exclude<T>(work: (folder: string) => T): T {
    return this.lock.hold((other) => this.pause(other), work);
  }

  /**
   * Reads a state of the output folder that no other run is changing. It takes the lock, when its turn
   * comes, only if another run disturbs it and the folder can be locked.
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
   * Reads without waiting; `undefined` when another run writes meanwhile, or may have.
   *
   * A run writes while it holds the lock, and replaces the manifest before anything else changes. So
   * when nobody held the lock after the manifest was opened, and it is the same file at the end, nothing
   * has been written in between. As long as the file is open, no other file gets its number.
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

  /** Blocks the process for a moment: all that the writer does is synchronous. */
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
      return `${this.root} keeps changing, ${waited} still: let other runs finish, then run again`;
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
      `${who} still has the lock of ${this.root} ${waited}. It was last active ${ageOf(ticket)} ago, ` +
      `and whether it runs can be seen only there: ps -p ${other.pid}\n` +
      `if it runs, let it finish; only if it does not, remove ${ticket}; then run again`
    );
  }
}

/** The manifest of an output folder, kept open to see whether it has been replaced. */
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

/** How long ago a folder last changed, in words. */
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
