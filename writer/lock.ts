import { lstatSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { attempt, errorCode, unless, WriteError } from "./errors";
import { createWithParents } from "./folders";
import { STAGING } from "./paths";

/**
 * After how long a claim is void whatever process seems to hold it: that may be on another host,
 * or have got its id from the system since. A run takes seconds.
 */
const CLAIM_LIFETIME_MS = 10 * 60 * 1000;

/** How often, and at most how long each time, to wait for another run: about three seconds in all. */
const ROUNDS = 60;
const LONGEST_PAUSE_MS = 100;

const HOST = encodeURIComponent(hostname());

/**
 * Runs `work` while no other run writes to the same output folder.
 *
 * Each run claims the folder by a subfolder of the staging folder, named after its process, and
 * works only when it then sees no other claim: of two runs at least the later one sees the other,
 * so never do both work. Locks with one common name cannot be taken over from a killed process
 * without a race for that name; the claim of a process that is gone can be removed at any time,
 * for no living one shares its name. It holds the temporary files as well, so they go with it.
 *
 * @param root the output folder; created when missing
 * @param work gets an empty folder for temporary files on the file system of `root`
 * @throws WriteError when the folder cannot be created, or another run does not finish in time
 */
export function withLock<T>(root: string, work: (claim: string) => T): T {
  const staging = join(root, STAGING);
  const claim = join(staging, `${process.pid}@${HOST}`);
  refuseLink(staging);
  try {
    acquire(root, staging, claim);
    return work(claim);
  } finally {
    release(staging, claim);
  }
}

/** Whether a killed run left its temporary files behind. */
export function hasLeftovers(root: string): boolean {
  const staging = join(root, STAGING);
  const claims = attempt(`read ${staging}`, () =>
    unless(["ENOENT", "ENOTDIR"], () => readdirSync(staging)),
  );
  return claims?.every((name) => isLeftover(join(staging, name))) ?? false;
}

function acquire(root: string, staging: string, claim: string): void {
  for (let round = 1; ; round++) {
    attempt(`write to ${root}`, () => {
      rmSync(claim, { recursive: true, force: true });
      createWithParents(claim);
    });
    const rival = livingRival(staging, claim);
    if (rival === undefined) return;
    rmSync(claim, { recursive: true });
    if (round === ROUNDS) throw new WriteError(busy(root, rival));
    pause(Math.random() * LONGEST_PAUSE_MS);
  }
}

/** The claim of another run that still works; removes the claims of those that do not. */
function livingRival(staging: string, claim: string): string | undefined {
  const rivals = readdirSync(staging).filter((name) => join(staging, name) !== claim);
  return rivals.find((name) => {
    const rival = join(staging, name);
    if (!isLeftover(rival)) return true;
    attempt(`remove ${rival}`, () => rmSync(rival, { recursive: true, force: true }));
    return false;
  });
}

function isLeftover(claim: string): boolean {
  const stats = unless(["ENOENT"], () => lstatSync(claim));
  if (stats === undefined || Date.now() - stats.mtimeMs > CLAIM_LIFETIME_MS) return true;
  const [, pid, host] = /([1-9][0-9]*)@([^/]*)$/.exec(claim) ?? [];
  if (pid === undefined) return true;
  return host === HOST && (Number(pid) === process.pid || !isRunning(Number(pid)));
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return errorCode(error) === "EPERM";
  }
}

function busy(root: string, rival: string): string {
  const [pid, host] = rival.split("@");
  const where = host === HOST ? "" : ` on ${host}`;
  return (
    `another run (process ${pid}${where}) is writing to ${root}: let it finish, then run again; ` +
    `if there is none, remove ${join(root, STAGING, rival)}`
  );
}

/** The lock is for short, synchronous work, so a pause that blocks the process is what is needed. */
function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}

/** What cannot be removed now is a leftover that the next run removes. */
function release(staging: string, claim: string): void {
  try {
    rmSync(claim, { recursive: true, force: true });
    rmdirSync(staging);
  } catch (error) {
    if (errorCode(error) === undefined) throw error;
  }
}

/** A staging folder behind a link could be anywhere, and old contents of it are removed. */
function refuseLink(staging: string): void {
  const stats = attempt(`read ${staging}`, () =>
    unless(["ENOENT", "ENOTDIR"], () => lstatSync(staging)),
  );
  if (stats?.isSymbolicLink()) {
    throw new WriteError(`${staging} is a symbolic link: remove it, then run again`);
  }
}
