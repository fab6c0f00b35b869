import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** An error that the compiler prints. */
export interface CompilerError {
  /** Its position; the file is relative to the folder in which the compiler ran. @default - no position */
  readonly place?: { readonly file: string; readonly line: number; readonly column: number };
  readonly code: string;
  readonly message: string;
}

export interface CompilerRun {
  readonly failed: boolean;
  readonly output: string;
}

/** The TypeScript compiler of a folder. */
export class Compiler {
  private constructor(
    private readonly folder: string,
    private readonly program: string,
  ) {}

  /** The compiler that `main.ts` of a folder would import; `undefined` if it is not installed. */
  static of(folder: string): Compiler | undefined {
    const manifest = manifestOf("typescript", folder);
    if (manifest === undefined) return undefined;
    const { bin }: { readonly bin: { readonly tsc: string } } = JSON.parse(
      readFileSync(manifest, "utf8"),
    );
    return new Compiler(folder, join(dirname(manifest), bin.tsc));
  }

  /** Runs it in the folder as a separate process: TypeScript 7 has no stable JavaScript API. */
  run(...args: readonly string[]): Promise<CompilerRun> {
    const options = { cwd: this.folder, maxBuffer: 256 * 1024 ** 2 };
    return new Promise((done) => {
      execFile(process.execPath, [this.program, ...args], options, (error, stdout, stderr) =>
        done({ failed: error !== null, output: stdout + stderr }),
      );
    });
  }
}

const ERROR = /^(?:(.+?)\((\d+),(\d+)\): )?error (TS\d+): (.*)$/;

/** Parses the compiler's output with `--pretty false`: details of an error follow it on indented lines. */
export function compilerErrors(output: string): readonly CompilerError[] {
  const paragraphs = output.split(/\r?\n(?! )/);
  return paragraphs.flatMap((paragraph) => {
    const [head = "", ...details] = paragraph.split(/\r?\n/);
    const match = ERROR.exec(head);
    if (match === null) return [];
    const [, file, line, column, code = "", message = ""] = match;
    return [
      {
        ...(file !== undefined && { place: { file, line: Number(line), column: Number(column) } }),
        code,
        message: [message, ...details].join("\n"),
      },
    ];
  });
}

function manifestOf(name: string, folder: string): string | undefined {
  try {
    return createRequire(join(folder, "main.ts")).resolve(`${name}/package.json`);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "MODULE_NOT_FOUND") {
      return undefined;
    }
    throw error;
  }
}
