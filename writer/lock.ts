import { spawnSync } from "node:child_process";
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { attempt, errorCode, unless, WriteError } from "./errors";
import { createWithParents } from "./output-folder";
import { STAGING } from "./paths";

/** A unique identity of a process: systems reuse process ids, and every host has its own. */
interface ProcessId {
  readonly pid: number;
  /** Its start time in the unit of its system, in digits; empty if unknown. */
  readonly start: string;
  readonly host: string;
  /** The pid namespace on Linux (each container has its own); empty on other systems. */
  readonly namespace: string;
}

/** A run that writes to an output folder or waits for its turn. */
export interface Ticket extends ProcessId {
  /** The place in the queue. */
  readonly number: number;
  /** The name of its folder in the staging folder: `<number>-<pid>-<start>-<namespace>@<host>`. */
  readonly name: string;
}

/**
 * The lock of an output folder. Runs get it in the order of their arrival.
 *
 * A run creates a ticket: a subfolder of the staging folder with the next number. Then it checks that there is no
 * later ticket, and waits until there is no earlier ticket of a running process. Then it holds the lock.
 * Two runs cannot hold it at the same time: the run with the later ticket would have checked for earlier tickets
 * before the other run created its ticket, so the other run would have seen a later ticket and taken a new number.
 *
 * A shared name such as `fleet.lock` cannot be taken over from a killed process without a race. The name of a ticket
 * is unique to its process, so the ticket of a dead process can be removed at any time. The ticket contains the
 * temporary files of its run, so they are removed with it.
 */
export class Lock {
  private readonly staging: string;

  /** @throws WriteError when the staging folder is a link, because the lock removes old contents of the folder */
  constructor(private readonly root: string) {
    this.staging = join(root, STAGING);
    const stats = attempt(`read ${this.staging}`, () =>
      unless(["ENOENT", "ENOTDIR"], () => lstatSync(this.staging)),
    );
    if (stats?.isSymbolicLink()) {
      throw new WriteError(`${this.staging} is a symbolic link: remove it, then run again`);
    }
  }

  /** The run that holds the lock or gets it next. */
  get holder(): Ticket | undefined {
    return this.living()[0];
  }

  /**
   * Runs `work` while no other run holds the lock.
   *
   * Creates the output folder if it is missing.
   *
   * @param work receives an empty folder for temporary files, on the file system of the output folder
   * @param wait called repeatedly while another run holds the lock; throws to give up
   * @throws WriteError when the output folder cannot be created or is not writable
   */
  hold<T>(wait: (other: Ticket) => void, work: (folder: string) => T): T {
    const ticket = this.takeTicket();
    try {
      for (let other = this.before(ticket); other; other = this.before(ticket)) wait(other);
      this.removeLeftovers();
      return work(this.folderOf(ticket));
    } finally {
      this.drop(ticket);
    }
  }

  /** The folder of a run's temporary files. */
  folderOf({ name }: Ticket): string {
    return join(this.staging, name);
  }

  private takeTicket(): Ticket {
    for (;;) {
      const number = 1 + Math.max(0, ...this.tickets().map((ticket) => ticket.number));
      const own = thisProcess();
      const name = `${number}-${own.pid}-${own.start}-${own.namespace}@${own.host}`;
      const ticket = { ...own, number, name };
      if (!this.create(ticket)) continue;
      if (this.tickets().every((other) => compare(other, ticket) <= 0)) return ticket;
      this.drop(ticket);
    }
  }

  /** Creates the folder of a ticket; `false` if another run removes the staging folder at the same time. */
  private create(ticket: Ticket): boolean {
    return attempt(`write to ${this.root}`, () => {
      createWithParents(this.root);
      unless(["EEXIST"], () => mkdirSync(this.staging));
      const created = unless(["ENOENT", "EEXIST"], () => {
        mkdirSync(this.folderOf(ticket));
        return true;
      });
      return created ?? false;
    });
  }

  /** Removes a ticket. If that fails, a later run removes the leftover. */
  private drop(ticket: Ticket): void {
    try {
      rmSync(this.folderOf(ticket), { recursive: true, force: true });
      rmdirSync(this.staging);
    } catch (error) {
      if (errorCode(error) === undefined) throw error;
    }
  }

  private removeLeftovers(): void {
    for (const name of this.entries() ?? []) {
      const ticket = parse(name);
      if (ticket !== undefined && !isDead(ticket)) continue;
      const leftover = join(this.staging, name);
      attempt(`remove ${leftover}`, () => rmSync(leftover, { recursive: true, force: true }));
    }
  }

  private before(ticket: Ticket): Ticket | undefined {
    return this.living().find((other) => compare(other, ticket) < 0);
  }

  private living(): Ticket[] {
    return this.tickets()
      .filter((ticket) => !isDead(ticket))
      .sort(compare);
  }

  private tickets(): Ticket[] {
    return (this.entries() ?? []).flatMap((name) => parse(name) ?? []);
  }

  private entries(): string[] | undefined {
    return attempt(`read ${this.staging}`, () =>
      unless(["ENOENT", "ENOTDIR"], () => readdirSync(this.staging)),
    );
  }
}

/** The description of a process in messages. */
export function describeProcess(ticket: Ticket): string {
  if (isVisible(ticket)) return `process ${ticket.pid}`;
  const { host } = thisProcess();
  return ticket.host === host
    ? `process ${ticket.pid} in another container of this host`
    : `process ${ticket.pid} on host ${ticket.host}`;
}

function parse(name: string): Ticket | undefined {
  const [, number, pid, start = "", namespace = "", host] =
    /^(\d{1,15})-([1-9]\d{0,9})-(\d*)-(\d*)@(.+)$/.exec(name) ?? [];
  if (host === undefined) return undefined;
  return { number: Number(number), pid: Number(pid), start, namespace, host, name };
}

function compare(left: Ticket, right: Ticket): number {
  if (left.number !== right.number) return left.number - right.number;
  return left.name === right.name ? 0 : left.name < right.name ? -1 : 1;
}

let own: ProcessId | undefined;

function thisProcess(): ProcessId {
  own ??= {
    pid: process.pid,
    start: startOf(process.pid),
    // Truncated, because the length of a file name is limited.
    host: encodeURIComponent(hostname()).slice(0, 150),
    namespace: `${unless(["ENOENT"], () => statSync("/proc/self/ns/pid").ino) ?? ""}`,
  };
  return own;
}

/** Whether this process can detect the end of another process. */
export function isVisible({ host, namespace }: ProcessId): boolean {
  const here = thisProcess();
  return host === here.host && namespace === here.namespace;
}

/** Whether a process is certainly not running. */
function isDead(other: ProcessId): boolean {
  if (!isVisible(other)) return false;
  if (!isRunning(other.pid)) return true;
  const start = startOf(other.pid);
  return start !== "" && other.start !== "" && start !== other.start;
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function startOf(pid: number): string {
  return process.platform === "linux" ? startByProc(pid) : startByPs(pid);
}

/** In clock ticks since boot; 0 for a zombie process. */
function startByProc(pid: number): string {
  const stat = unless(["ENOENT", "ESRCH", "EACCES"], () =>
    readFileSync(`/proc/${pid}/stat`, "latin1"),
  );
  if (stat === undefined) return "";
  // proc_pid_stat(5): the state follows the name in parentheses; the start time is 19 fields after the state.
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return fields[0] === "Z" ? "0" : (fields[19] ?? "");
}

/** In milliseconds since 1970. Not used on Linux, where ps computes the time on each call and may round differently. */
function startByPs(pid: number): string {
  const { stdout } = spawnSync("ps", ["-o", "lstart=", "-p", `${pid}`], {
    encoding: "utf8",
    env: { PATH: process.env.PATH, LC_ALL: "C", TZ: "UTC" },
  });
  const time = Date.parse(`${stdout} UTC`);
  return Number.isNaN(time) ? "" : `${time}`;
}
