import { mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { typecheck } from "../../cli/typecheck";
import { FleetError } from "../../constructs";
import { filesOf, REPOSITORY, writeMain } from "../support/run-fleet";

const FLEET_PACKAGES = ["typescript", "@types"];

/** A small standard library, since most of the compiler's time goes there. */
const OPTIONS = { strict: true, module: "node16", lib: ["es5"], types: [], skipLibCheck: true };

/** A tsconfig.json, with more options. */
const tsconfig = ({ compilerOptions, ...settings }: Tsconfig = {}): string =>
  JSON.stringify({ ...settings, compilerOptions: { ...OPTIONS, ...compilerOptions } });

interface Tsconfig {
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly compilerOptions?: Readonly<Record<string, unknown>>;
}

const FLEET = (machine = "cinnabar", prop = "stateVersion") => `
import { Fleet, type FleetApp, NixosMachine, SshdService, Tag } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const cinnabar = new NixosMachine(fleet, "cinnabar", { ${prop}: "25.11" });
  new SshdService(fleet, "sshd", { servers: [${machine}], clients: [Tag.ALL] });
}
`;

/** A new folder with the given files, and with TypeScript. */
function folderOf(
  files: Readonly<Record<string, string>>,
  packages: readonly string[] = ["typescript"],
): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-types-"));
  mkdirSync(join(folder, "node_modules"));
  for (const installed of packages) {
    symlinkSync(
      join(REPOSITORY, "node_modules", installed),
      join(folder, "node_modules", installed),
    );
  }
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const CORRECT = { compiled: true, problems: [] };

describe("typecheck of a fleet", () => {
  const options = { compilerOptions: { lib: ["es2023"] } };
  const folder = folderOf({ "tsconfig.json": tsconfig(options) }, FLEET_PACKAGES);

  it("finds no errors in a correct fleet", async () => {
    writeMain(folder, FLEET());
    expect(await typecheck(folder)).toEqual(CORRECT);
  });

  it("does not report that its options do not suit the library's sources", async () => {
    const library = join(REPOSITORY, "constructs/diagnostics/printable.js");
    const beside = folderOf({
      // It allows no import in a CommonJS module, which those of the library are.
      "tsconfig.json": tsconfig({ compilerOptions: { verbatimModuleSyntax: true } }),
      "main.mts": `export { printable } from ${JSON.stringify(library)};\n`,
    });
    expect(await typecheck(beside)).toEqual(CORRECT);
  });

  it("finds a misspelt machine and a misspelt prop, also when it uses its cache", async () => {
    writeMain(folder, FLEET("cinabar", "stateVersoin"));
    const problems = [
      {
        file: "main.ts",
        line: 6,
        column: 58,
        code: "TS2561",
        message:
          "Object literal may only specify known properties, but 'stateVersoin' does not exist in type 'NixosMachineProps'. Did you mean to write 'stateVersion'?",
      },
      {
        file: "main.ts",
        line: 7,
        column: 46,
        code: "TS2552",
        message: "Cannot find name 'cinabar'. Did you mean 'cinnabar'?",
      },
    ];
    expect(await typecheck(folder)).toEqual({ compiled: true, problems });
    expect(await typecheck(folder)).toEqual({ compiled: true, problems });
  });

  it("writes no files outside node_modules", () => {
    const paths = Object.keys(filesOf(folder)).filter((path) => !path.startsWith("node_modules/"));
    expect(paths).toEqual(["main.ts", "tsconfig.json"]);
  });

  it("without a tsconfig.json is strict, and knows Node's globals but no browser's", async () => {
    const bare = folderOf(
      {
        "main.ts": 'import { untyped } from "./untyped";\nuntyped(require.main, name);\n',
        "untyped.ts": "export const untyped = (value, text) => console.log(value, text);\n",
      },
      FLEET_PACKAGES,
    );
    expect(await typecheck(bare)).toMatchObject({
      problems: [
        { file: "main.ts", line: 2, column: 23, code: "TS2304" },
        { file: "untyped.ts", line: 1, column: 25, code: "TS7006" },
        { file: "untyped.ts", line: 1, column: 32, code: "TS7006" },
      ],
    });
  });
});

const WRONG = 'export const port: number = "22";\n';
const WRONG_PORT = {
  file: "main.ts",
  line: 1,
  column: 14,
  code: "TS2322",
  message: "Type 'string' is not assignable to type 'number'.",
};

describe("typecheck and tsconfig.json", () => {
  it.each([
    ["includes main.ts", {}],
    ["excludes main.ts", { include: ["src"], compilerOptions: { rootDir: "src", outDir: "dist" } }],
    ["excludes everything", { exclude: ["**"] }],
    ["builds a composite project", { compilerOptions: { composite: true, outDir: "dist" } }],
    ["emits declarations", { compilerOptions: { declaration: true, emitDeclarationOnly: true } }],
    ["lists files", { compilerOptions: { listFiles: true, diagnostics: true, pretty: true } }],
  ] satisfies readonly [string, Tsconfig][])("checks main.ts if it %s", async (_, settings) => {
    const main = 'import { host } from "./src/host";\nexport const port: number = host;\n';
    const folder = folderOf({
      "tsconfig.json": tsconfig(settings),
      "main.ts": main,
      "src/host.ts": 'export const host = "a";\n',
    });
    expect(await typecheck(folder)).toEqual({
      compiled: true,
      problems: [{ ...WRONG_PORT, line: 2 }],
    });
  });

  it("uses the tsconfig.json of a parent folder, and its options", async () => {
    const folder = folderOf({
      "tsconfig.json": tsconfig({ compilerOptions: { strict: false } }),
      "fleet/main.ts": "export const port: number = null;\nexport const host: number = [];\n",
    });
    const { problems } = await compiled(join(folder, "fleet"));
    expect(problems).toMatchObject([{ file: "main.ts", line: 2, code: "TS2322" }]);
  });

  it("ignores files that main.ts does not import, except declaration files", async () => {
    const folder = folderOf({
      "tsconfig.json": tsconfig(),
      "main.ts": "export const host: Host = { name: 1 };\n",
      "types/host.d.ts": "interface Host { readonly name: string }\n",
      "test.ts": WRONG,
    });
    const { problems } = await compiled(folder);
    expect(problems).toMatchObject([{ file: "main.ts", line: 1, column: 29, code: "TS2322" }]);
  });

  it("reports errors in tsconfig.json", async () => {
    const folder = folderOf({
      "tsconfig.json":
        '{\n  "compilerOptions": { "stricct": true, "lib": ["es5"], "types": [] }\n}\n',
      "main.ts": "export {};\n",
    });
    const { problems } = await compiled(folder);
    expect(problems).toMatchObject([
      { file: "tsconfig.json", line: 2, column: 24, code: "TS5025" },
    ]);
  });

  it.each([
    ["options that exclude each other", { module: "es2020", moduleResolution: "node16" }, "TS5110"],
    ["types that are not installed", { types: ["nothing"] }, "TS2688"],
  ])("reports %s at its start", async (_, compilerOptions, code) => {
    const folder = folderOf({
      "tsconfig.json": tsconfig({ compilerOptions }),
      "main.ts": "export {};\n",
    });
    const { problems } = await compiled(folder);
    expect(problems).toMatchObject([{ file: "tsconfig.json", line: 1, column: 1, code }]);
  });
});

describe("typecheck", () => {
  it("keeps the details of an error on separate lines", async () => {
    const folder = folderOf({
      "tsconfig.json": tsconfig(),
      "main.ts": "const a = { b: '' };\nexport const c: { b: number } = a;\n",
    });
    const { problems } = await compiled(folder);
    expect(problems.map(({ message }) => message)).toEqual([
      [
        "Type '{ b: string; }' is not assignable to type '{ b: number; }'.",
        "  Types of property 'b' are incompatible.",
        "    Type 'string' is not assignable to type 'number'.",
      ].join("\n"),
    ]);
  });

  it("does not report errors of packages", async () => {
    const folder = folderOf({
      "tsconfig.json": tsconfig(),
      "main.ts": `import "wrong";\n${WRONG}`,
      "node_modules/wrong/package.json": '{ "name": "wrong", "main": "index.ts" }',
      "node_modules/wrong/index.ts": WRONG,
    });
    const { problems } = await compiled(folder);
    expect(problems).toEqual([{ ...WRONG_PORT, line: 2 }]);
  });

  it("prints how to install TypeScript if it is missing", async () => {
    const folder = folderOf({ "main.ts": WRONG }, []);
    expect(await typecheck(folder)).toEqual({
      compiled: false,
      note: "types were not checked: TypeScript is not installed\n  remedy: npm install --save-dev typescript",
    });
    expect(Object.keys(filesOf(folder))).toEqual(["main.ts"]);
  });

  it("reports a crash of the compiler", async () => {
    const files = {
      "main.ts": WRONG,
      "node_modules/typescript/package.json": '{ "bin": { "tsc": "tsc.js" } }',
      "node_modules/typescript/tsc.js": 'throw new Error("out of order");',
    };
    const folder = folderOf(files, []);
    await expect(typecheck(folder)).rejects.toThrow(FleetError);
    await expect(typecheck(folder)).rejects.toThrow(/crashed: [\s\S]*out of order[\s\S]*remedy: /);
  });

  it("reports the path of a cache that cannot be written", async () => {
    const folder = folderOf({ "main.ts": WRONG, "node_modules/.cache": "a file" });
    await expect(typecheck(folder)).rejects.toThrow(
      /cannot be written[\s\S]*node_modules\/\.cache\/nix-fleet[\s\S]*--no-typecheck/,
    );
  });
});

async function compiled(folder: string) {
  const result = await typecheck(folder);
  if (!result.compiled) throw new Error(result.note);
  return result;
}
