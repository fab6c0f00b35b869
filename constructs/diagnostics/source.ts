import { dirname, isAbsolute, relative, sep } from "node:path";
import type { IConstruct } from "constructs";
import type { SourceLocation } from "./finding";

const TRACE = Symbol.for("nix-fleet.trace");

/** How many frames lie between an author's line and the innermost constructor, at the most. */
const FRAMES = 16;

const LIBRARIES = Symbol.for("nix-fleet.libraries");

/** The folders that hold `constructs/`, and beside it the rest of the library; of each loaded copy. */
const libraries: Set<string> = Reflect.get(globalThis, LIBRARIES) ?? new Set<string>();
Reflect.set(globalThis, LIBRARIES, libraries);
libraries.add(dirname(dirname(__dirname)));

const LIBRARY_FOLDERS = ["constructs", "nix-modules", "writer", "cli", "packages", "node_modules"];

let mainFile: string | undefined;
let isCompiled = false;

/**
 * Names the fleet's entry, to whose folder the author's files are relative.
 *
 * @param path - absolute; before it is named, files are relative to the current folder
 * @param compiled - whether JavaScript was compiled from TypeScript: then files are called by the names of
 *   their sources
 */
export function setMainFile(path: string, { compiled = false } = {}): void {
  mainFile = path;
  isCompiled = compiled;
}

/** Records where a construct is declared. Cheap, since the location is computed only on demand. */
export function recordSource(construct: IConstruct): void {
  const trace = captured(() => new Error());
  Object.defineProperty(construct, TRACE, { value: trace });
}

/** The author's line that runs now. Cheap, since the location is computed only on demand. */
export function currentSource(): () => SourceLocation | undefined {
  const trace = captured(() => new Error());
  return () => authorLocation(trace.stack ?? "");
}

/** Makes diagnostics of a construct point to the declaration of the construct that it was created for. */
export function shareSource(construct: IConstruct, declared: IConstruct): void {
  const trace = traceOf(declared);
  if (trace !== undefined) Object.defineProperty(construct, TRACE, { value: trace });
}

/** The line of the author's files that declared a construct, or the nearest one around it. */
export function sourceOf(construct: IConstruct): SourceLocation | undefined {
  const trace = traceOf(construct);
  if (trace === undefined) return undefined;
  const frame = authorFrame(trace.stack ?? "");
  // The traces of many constructs need much memory, and only this frame is read again.
  trace.stack = frame === undefined ? "" : `at ${frame.path}:${frame.line}:${frame.column}`;
  return frame && locationOf(frame);
}

/** The author's file that declared a construct; none outside the folder of `main.ts`. */
export function sourceFileOf(construct: IConstruct): string | undefined {
  const file = sourceOf(construct)?.file;
  return file === undefined || file.startsWith("../") || isAbsolute(file) ? undefined : file;
}

/** The innermost location of a stack trace in the author's files. */
export function authorLocation(stack: string): SourceLocation | undefined {
  const frame = authorFrame(stack);
  return frame && locationOf(frame);
}

interface Frame {
  /** The absolute path of the file. */
  readonly path: string;
  readonly line: number;
  readonly column: number;
}

function authorFrame(stack: string): Frame | undefined {
  for (const text of stack.split("\n")) {
    const match = /(?:\(|at )(?:file:\/\/)?(\/[^()]+|[A-Za-z]:\\[^()]+):(\d+):(\d+)\)?$/.exec(text);
    const [, path, line, column] = match ?? [];
    if (path === undefined) continue;
    const file = fileOf(path);
    if (file.isLibrary) continue;
    return { path: file.path, line: Number(line), column: Number(column) };
  }
  return undefined;
}

function locationOf({ path, line, column }: Frame): SourceLocation {
  return { file: nameOf(path), line, column };
}

function nameOf(path: string): string {
  const folder = mainFile === undefined ? process.cwd() : dirname(mainFile);
  const name = relative(folder, path).split(sep).join("/");
  return isCompiled ? name.replace(/\.js$/, ".ts") : name;
}

/** Runs something with stack traces that are long enough to reach the author's line. */
export function captured<T>(run: () => T, frames = FRAMES): T {
  const { stackTraceLimit } = Error;
  Error.stackTraceLimit = frames;
  try {
    return run();
  } finally {
    Error.stackTraceLimit = stackTraceLimit;
  }
}

function traceOf(construct: IConstruct): Error | undefined {
  let current: IConstruct | undefined = construct;
  while (current !== undefined) {
    const trace: unknown = Reflect.get(current, TRACE);
    if (trace instanceof Error) return trace;
    current = current.node.scope;
  }
  return undefined;
}

interface SourceFile {
  /** One string for all traces: a part of a trace would keep the whole trace in memory. */
  readonly path: string;
  readonly isLibrary: boolean;
}

/** The files of all traces so far, which are few. */
const files = new Map<string, SourceFile>();

function fileOf(path: string): SourceFile {
  const before = files.get(path);
  if (before !== undefined) return before;
  const file = { path, isLibrary: isInLibrary(path) };
  files.set(path, file);
  return file;
}

function isInLibrary(path: string): boolean {
  if (path.includes("/node_modules/") || path.includes("\\node_modules\\")) return true;
  return [...libraries].some((library) =>
    LIBRARY_FOLDERS.includes(relative(library, path).split(sep)[0] ?? ""),
  );
}

/** Whether an error was thrown by the author's own code, or by a library that it called for itself. */
export function isOwnError({ stack = "" }: Error): boolean {
  const frame = stack.split("\n").find((line) => /^\s+at /.test(line) && !line.includes("node:"));
  return frame !== undefined && authorLocation(frame) !== undefined;
}
