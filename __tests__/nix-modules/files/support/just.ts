import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { StandIns } from "../../../support/stand-ins";

/** The result of a run of just. */
export interface JustRun {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** The programs that it started, each with its arguments. */
  readonly calls: readonly (readonly string[])[];
  /** The folder of the justfile. */
  readonly folder: string;
}

/** Fake programs for a justfile, with their shell code; each also records its calls. */
export type Programs = { readonly [name: string]: string };

/** Runs the real just with the text of a justfile, in a new folder that also contains `files`. */
export function just(
  text: string,
  args: readonly string[],
  programs: Programs = {},
  files: { readonly [path: string]: string } = {},
): JustRun {
  const folder = mkdtempSync(join(tmpdir(), "fleet-just-"));
  for (const [path, content] of Object.entries({ ...files, justfile: text })) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), content);
  }
  const standIns = new StandIns();
  for (const [name, body] of Object.entries(programs)) standIns.add(name, body);
  const { status, stdout, stderr } = spawnSync("just", args, {
    cwd: folder,
    encoding: "utf8",
    env: { ...process.env, PATH: standIns.path },
  });
  return { status, stdout, stderr, calls: standIns.calls, folder };
}
