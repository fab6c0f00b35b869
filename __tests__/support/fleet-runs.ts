import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compiledCommand } from "./compiled-library";

export interface FleetRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs the compiled command `fleet` again and again. Every run waits for its end, as `spawnSync` does. */
export class FleetRuns {
  private readonly folder = mkdtempSync(join(tmpdir(), "fleet-runs-"));
  private readonly stdout = join(this.folder, "stdout");
  private readonly stderr = join(this.folder, "stderr");
  private readonly requests = this.pipe("requests");
  private readonly codes = this.pipe("codes");

  constructor() {
    const printed = [this.stdout, this.stderr].map((file) => openSync(file, "a"));
    const given = [...printed, this.requests.reader, this.codes.writer];
    const program = join(__dirname, "fleet-runs.cjs");
    const child: ChildProcess = spawn(process.execPath, [program, compiledCommand()], {
      stdio: ["ignore", ...given],
    });
    child.unref();
    for (const descriptor of given) closeSync(descriptor);
  }

  /** @throws Error if the process ends: the command ends it by an error that is no mistake of a user */
  run(folder: string, args: readonly string[]): FleetRun {
    truncateSync(this.stdout);
    truncateSync(this.stderr);
    const request = JSON.stringify({ folder, args, env: process.env });
    writeFileSync(this.requests.writer, `${request}\n`);
    const answer = Buffer.alloc(16);
    const size = readSync(this.codes.reader, answer);
    const stderr = readFileSync(this.stderr, "utf8");
    if (size === 0)
      throw new Error(`fleet ${args.join(" ")} ended the process of all runs: ${stderr}`);
    const status = Number(answer.toString("utf8", 0, size));
    return { status, stdout: readFileSync(this.stdout, "utf8"), stderr };
  }

  /** Both ends of a new pipe. Unlike those of a child's stream, they can be read and written synchronously. */
  private pipe(name: string): { readonly reader: number; readonly writer: number } {
    const path = join(this.folder, name);
    execFileSync("mkfifo", [path]);
    // To open one end waits for the other, except for both at once.
    const both = openSync(path, "r+");
    const ends = { reader: openSync(path, "r"), writer: openSync(path, "w") };
    closeSync(both);
    return ends;
  }
}
