import { join } from "node:path";
import ts from "typescript";
import { REPOSITORY } from "./run-fleet";

/** Files that programs have in common, by path and time of change. Parsing them takes most of the compiler's time. */
const parsed = new Map<string, ts.SourceFile | undefined>();

/** A program of one file of this repository, which has this text. */
export function programOf(path: string, text: string): ts.Program {
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const { getSourceFile, fileExists, readFile } = host;
  host.fileExists = (name) => name === path || fileExists.call(host, name);
  host.readFile = (name) => (name === path ? text : readFile.call(host, name));
  host.getSourceFile = (name, language, ...others) => {
    if (name === path) return ts.createSourceFile(name, text, language);
    const key = `${name} ${ts.sys.getModifiedTime?.(name)?.getTime()}`;
    if (!parsed.has(key)) parsed.set(key, getSourceFile.call(host, name, language, ...others));
    return parsed.get(key);
  };
  return ts.createProgram([path], options, host);
}

function compilerOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(join(REPOSITORY, "tsconfig.json"), ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, REPOSITORY);
  return { ...options, noEmit: true };
}
