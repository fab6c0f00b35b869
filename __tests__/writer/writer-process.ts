import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { onTestFinished } from "vitest";
import { files } from "./output-folder";

const WRITER = join(__dirname, "../../writer");

/** Starts a process that runs code with `fs`, the output folder `root`, file `lists` and the writer. */
export type Start = (
  root: string,
  renders: readonly Readonly<Record<string, string>>[],
  code: string,
) => ChildProcess;

/** Translates the writer to JavaScript once for a test, so that its processes start at once. */
export function writerProcesses(): Start {
  const folder = mkdtempSync(join(tmpdir(), "writer-js-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const compilerOptions = { module: ModuleKind.CommonJS, target: ScriptTarget.ES2022 };
  for (const file of readdirSync(WRITER)) {
    const source = readFileSync(join(WRITER, file), "utf8");
    const { outputText } = transpileModule(source, { compilerOptions });
    writeFileSync(join(folder, file.replace(/ts$/, "js")), outputText);
  }
  let count = 0;
  return (root, renders, code) => {
    const script = join(folder, `process-${count++}.cjs`);
    writeFileSync(
      script,
      `const fs = require("node:fs");
       const { plan } = require("./plan");
       const { apply } = require("./apply");
       const root = ${JSON.stringify(root)};
       const lists = ${JSON.stringify(renders.map(files))};
       ${code}`,
    );
    return spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
  };
}
