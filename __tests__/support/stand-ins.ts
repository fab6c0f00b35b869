import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";

/** Programs of a test's own that come first on PATH and record how they were called. */
export class StandIns {
  private readonly folder = mkdtempSync(join(tmpdir(), "fleet-stand-ins-"));

  /** PATH with the stand-ins before the machine's own programs. */
  get path(): string {
    return `${this.folder}${delimiter}${process.env.PATH}`;
  }

  /** PATH with the stand-ins first, then only the standard folders of a system. */
  get bareSystemPath(): string {
    return [this.folder, "/usr/bin", "/bin"].join(delimiter);
  }

  /**
   * Adds a program.
   *
   * @param body - shell commands that it runs after recording its arguments
   */
  add(name: string, body = ""): void {
    // One write: what runs in the background records its calls at the same time.
    const call = `$(printf '%s' "${name}"; for a in "$@"; do printf '\\037%s' "$a"; done; printf '\\036')`;
    const record = `printf '%s' "${call}" >> "${this.log}"`;
    writeFileSync(join(this.folder, name), `#!/bin/sh\n${record}\n${body}\n`, { mode: 0o755 });
  }

  /** Adds a `sleep` that does not wait between two attempts, only where seconds count. */
  addSleep(): void {
    this.add("sleep", `[ "$1" -ge 10 ] || PATH='${process.env.PATH}' exec sleep "$1"`);
  }

  /** Every call so far: the program and its arguments. */
  get calls(): readonly (readonly string[])[] {
    return this.recorded
      .split("\x1e")
      .filter((call) => call !== "")
      .map((call) => call.split("\x1f"));
  }

  private get recorded(): string {
    try {
      return readFileSync(this.log, "utf8");
    } catch {
      return "";
    }
  }

  private get log(): string {
    return join(this.folder, "calls.log");
  }
}
