import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, symlinkSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compiledLibrary } from "./support/compiled-library";
import { filesOf, REPOSITORY } from "./support/run-fleet";

const ELSEWHERE = {
  HOME: "/nonexistent",
  TZ: "Pacific/Chatham",
  LC_ALL: "tr_TR.UTF-8",
  LANG: "tr_TR.UTF-8",
};

function newFolder(): string {
  return mkdtempSync(join(tmpdir(), "fleet-elsewhere-"));
}

/** Synthesizes the repository's fleet and returns its output. */
function synthesize(
  main: string,
  cwd: string,
  environment: NodeJS.ProcessEnv,
): Readonly<Record<string, string>> {
  const out = newFolder();
  const tsx = join(REPOSITORY, "node_modules/tsx/dist/loader.mjs");
  const { status, stderr } = spawnSync(process.execPath, ["--import", tsx, main], {
    cwd,
    encoding: "utf8",
    env: { PATH: process.env.PATH, CDKTF_OUTDIR: join(out, "terraform"), ...environment },
  });
  expect(status, stderr).toBe(0);
  return filesOf(out);
}

describe("the output", () => {
  const here = synthesize(join(REPOSITORY, "main.ts"), REPOSITORY, {});

  it("does not depend on folder, HOME, locale or time zone", () => {
    expect(synthesize(join(REPOSITORY, "main.ts"), newFolder(), ELSEWHERE)).toEqual(here);
  });

  it("does not depend on whether TypeScript was compiled before", () => {
    const compiled = newFolder();
    cpSync(compiledLibrary(), compiled, { recursive: true });
    symlinkSync(join(REPOSITORY, "node_modules"), join(compiled, "node_modules"));
    expect(synthesize(join(compiled, "main.js"), compiled, {})).toEqual(here);
  });
});
