import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ModuleKind, ScriptTarget, transpileModule } from "typescript";
import { onTestFinished } from "vitest";
import { files, outputFolder } from "./output-folder";

const WRITER = join(__dirname, "../../writer");

type Texts = Readonly<Record<string, string>>;

/** Starts a process that runs code with `fs`, the output folder `root`, file `lists` and the writer. */
export type Start = (root: string, renders: readonly Texts[], code: string) => ChildProcess;

/** Compiles the writer to JavaScript once per test, so that its processes start quickly. */
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
       const { planOutput } = require("./plan");
       const { writeOutput } = require("./write");
       const root = ${JSON.stringify(root)};
       const lists = ${JSON.stringify(renders.map(files))};
       ${code}`,
    );
    const child = spawn(process.execPath, [script], { stdio: ["ignore", "pipe", "inherit"] });
    onTestFinished(() => {
      child.kill("SIGKILL");
    });
    return child;
  };
}

/** A run in another process that is paused in the middle of its work. */
export interface HeldRun {
  readonly pid: number;
  readonly process: ChildProcess;
  /** The name of its ticket in the staging folder. */
  readonly ticket: string;
  /** Resumes it; it needs nothing else from this process. */
  readonly release: () => void;
}

/** Starts a run, and waits until it holds the lock and has replaced the manifest, but no other file yet. */
export async function heldRun(start: Start, root: string, texts: Texts): Promise<HeldRun> {
  const gate = join(outputFolder(), "open");
  const child = start(
    root,
    [texts],
    `let renames = 0;
     const { renameSync } = fs;
     fs.renameSync = (...args) => {
       if (++renames === 2) {
         fs.writeSync(1, "held");
         while (!fs.existsSync(${JSON.stringify(gate)})) {
           Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 5);
         }
       }
       return renameSync(...args);
     };
     writeOutput(root, lists[0]);`,
  );
  await output(child);
  const [ticket = ""] = readdirSync(join(root, ".fleet-staging"));
  return { pid: child.pid ?? 0, process: child, ticket, release: () => writeFileSync(gate, "") };
}

/** Starts a run, and waits until it waits for another one. */
export async function waitingRun(start: Start, root: string, texts: Texts): Promise<ChildProcess> {
  const child = start(
    root,
    [texts],
    `writeOutput(root, lists[0], { onWait: (other) => fs.writeSync(1, other) });`,
  );
  await output(child);
  return child;
}

/** The first output of a process. */
export async function output(child: ChildProcess): Promise<string> {
  const [data] = await once(child.stdout ?? child, "data");
  return String(data);
}

/** Waits until a process has ended without an error. */
export async function success(child: ChildProcess): Promise<void> {
  if (child.exitCode === null && child.signalCode === null) await once(child, "exit");
  if (child.exitCode !== 0)
    throw new Error(`process ended with ${child.exitCode ?? child.signalCode}`);
}

/** Kills a process, and waits for its end. */
export async function kill(child: ChildProcess): Promise<void> {
  child.kill("SIGKILL");
  await once(child, "exit");
}
