import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Answers, ModuleFormat } from "./answers";
import { mainText, type ProgramText } from "./program-text";

/** A file to write unless it exists. */
export interface NewFile {
  /** Relative to the folder of the fleet. */
  readonly path: string;
  readonly text: string;
  /** What to do if the file exists, as a line to print. @default - nothing */
  readonly otherwise?: string;
}

/** The files of a new fleet. The entry comes last: a folder with an entry counts as a fleet. */
export function projectFiles(
  folder: string,
  answers: Answers,
  program: ProgramText,
  format: ModuleFormat | undefined,
): readonly NewFile[] {
  const present = packageIn(folder);
  const presentFormat = present?.type === "module" ? "esm" : "commonjs";
  const wanted = format ?? (present === undefined ? "esm" : presentFormat);
  const isOther = present !== undefined && presentFormat !== wanted;
  const main = isOther ? (wanted === "esm" ? "main.mts" : "main.cts") : "main.ts";
  const { name, version } = library();
  return [
    {
      path: "package.json",
      text: json({
        private: true,
        type: wanted === "esm" ? "module" : "commonjs",
        scripts: { synth: "fleet synth", check: "fleet check" },
        devDependencies: { [name]: version, typescript: "5.9.3" },
      }),
      otherwise: `run: npm pkg set scripts.synth="fleet synth" scripts.check="fleet check"`,
    },
    {
      path: "tsconfig.json",
      text: json({
        compilerOptions: {
          target: "es2023",
          module: "node16",
          strict: true,
          noUncheckedIndexedAccess: true,
          exactOptionalPropertyTypes: true,
          skipLibCheck: true,
          noEmit: true,
        },
        include: [main, "fleet"],
      }),
      otherwise: 'set "module": "node16" or "moduleResolution": "bundler", and "strict": true',
    },
    {
      path: "cdktf.json",
      text: json({
        language: "typescript",
        app: "npx fleet synth",
        output: join(answers.out, "terraform"),
        projectId: answers.fleet,
        sendCrashReports: "false",
      }),
      otherwise: `set "output": ${JSON.stringify(join(answers.out, "terraform"))} and "app": "npx fleet synth"`,
    },
    {
      path: ".gitignore",
      text: "node_modules/\n",
      ...(ignores(folder) ? {} : { otherwise: "add the line node_modules/" }),
    },
    { path: main, text: mainText(program) },
  ];
}

interface Package {
  readonly name: string;
  readonly version: string;
  readonly type?: unknown;
}

function packageIn(folder: string): Package | undefined {
  const path = join(folder, "package.json");
  return existsSync(path) ? JSON.parse(readFileSync(path, "utf8")) : undefined;
}

/** Whether .gitignore ignores node_modules. */
function ignores(folder: string): boolean {
  const path = join(folder, ".gitignore");
  return existsSync(path) && /^\/?node_modules\/?\s*$/m.test(readFileSync(path, "utf8"));
}

/** The package.json of this library, both for sources and for compiled files. */
function library(folder = __dirname): Package {
  const found = packageIn(folder);
  return found?.name === "nix-fleet" ? found : library(dirname(folder));
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
