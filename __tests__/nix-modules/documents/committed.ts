import { join } from "node:path";
import { createApp } from "../../../cli/app";
import { main } from "../../../main";
import { main as testClan } from "../../../test-clan/main";
import { renderedFiles } from "../../support/diagnostics";
import { REPOSITORY } from "../../support/run-fleet";

/** The files of the fleet in `main.ts`, by path. */
export function mainFiles(): ReadonlyMap<string, string> {
  return textsOf(createApp(main, { out: join(REPOSITORY, "nix-config") }));
}

/** The files of test-clan, by path. */
export function testClanFiles(): ReadonlyMap<string, string> {
  return textsOf(createApp(testClan, { out: join(REPOSITORY, "test-clan") }));
}

function textsOf(app: ReturnType<typeof createApp>): ReadonlyMap<string, string> {
  return new Map(renderedFiles(app).map(({ path, text }) => [path, text]));
}

/** The lines of the shell blocks in a document. */
export function commandsIn(document: string): readonly string[] {
  return [...document.matchAll(/^ *```sh\n([\s\S]*?)^ *```$/gm)].flatMap(([, block = ""]) =>
    block
      .trim()
      .split("\n")
      .map((line) => line.trim()),
  );
}

/** The shell commands in all runbooks, without duplicates. */
export function runbookCommands(files: ReadonlyMap<string, string>): readonly string[] {
  const runbooks = [...files].filter(([path]) => path.startsWith("docs/runbooks/"));
  return [...new Set(runbooks.flatMap(([, text]) => commandsIn(text)))];
}
