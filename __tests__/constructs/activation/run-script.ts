import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { StandIns } from "../../support/stand-ins";

/** Where the links of nix-darwin lead; an empty text: there is no such link. */
export interface Generations {
  readonly current: string;
  readonly newest: string;
}

export const WHOLE: Generations = { current: "/nix/store/41", newest: "/nix/store/41" };
export const HALF_WAY: Generations = { current: "/nix/store/41", newest: "/nix/store/42" };
export const NONE: Generations = { current: "", newest: "" };

/** A body for the stand-in of `readlink`. */
export function readlink({ current, newest }: Generations): string {
  return `[ "$1" = -f ] && link='${newest}' || link='${current}'; [ -n "$link" ] && echo "$link"`;
}

export interface Run {
  readonly status: number | null;
  readonly output: string;
  /** The programs that ran and their arguments; those given by a path are called by their names. */
  readonly calls: readonly (readonly string[])[];
  /** The folder that the script was started in. */
  readonly folder: string;
}

/**
 * Runs a provisioner's script as Terraform does. Of the programs in `bodies` there are stand-ins, which
 * run the body; of nix-darwin there is nothing else on PATH, whatever the machine has.
 */
export function runScript(
  script: string,
  bodies: Readonly<Record<string, string>>,
  variables: Readonly<Record<string, string>>,
): Run {
  const standIns = new StandIns();
  for (const [name, body] of Object.entries(bodies)) standIns.add(name, body);
  const [own = "", ...others] = standIns.bareSystemPath.split(delimiter);
  const path = [own, ...others.filter((folder) => !existsSync(join(folder, "darwin-rebuild")))];
  const folder = mkdtempSync(join(tmpdir(), "fleet-activation-"));
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", script], {
    cwd: folder,
    encoding: "utf8",
    env: { PATH: path.join(delimiter), MACHINE: "blackphos", CLAN_DIR: "/config", ...variables },
  });
  const calls = standIns.calls.map((call) =>
    call.map((word) => (word.startsWith(`${own}/`) ? basename(word) : word)),
  );
  return { status, output: stdout + stderr, calls, folder };
}
