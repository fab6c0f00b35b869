import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";

/** The checks of a Nix file: a command, and the meaning of its success. */
const READERS = [
  { program: "nix-instantiate", option: "--parse", accepted: "parses" },
  { program: "nixfmt", option: "--check", accepted: "is formatted" },
  { program: "deadnix", option: "--fail", accepted: "has no dead code" },
] as const;

/** Tests that Nix files are ready to commit. */
export function testNixFiles(name: string, files: () => readonly string[]): void {
  for (const { program, option, accepted } of READERS) {
    describeWithTools([program], name, () => {
      it(`${accepted}, according to ${program}`, () => {
        expect(complaints(program, option, files())).toBe("");
      });
    });
  }
}

/** Every Nix file below a folder. */
export function nixFilesIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".nix"))
    .map((path) => join(folder, path));
}

function complaints(program: string, option: string, files: readonly string[]): string {
  const run = spawnSync(program, [option, ...files], {
    encoding: "utf8",
    maxBuffer: Number.POSITIVE_INFINITY,
  });
  return run.status === 0 ? "" : run.stderr || run.stdout;
}
