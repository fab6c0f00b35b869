import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import * as language from "@nix-fleet/nix-language";
import ts from "typescript";
import { afterAll, describe, expect, it } from "vitest";

const REPOSITORY = resolve(__dirname, "../../..");
const README = readFileSync(join(REPOSITORY, "packages/nix-language/README.md"), "utf8");

/** The blocks of code of one language, in order. */
function blocks(name: string): readonly string[] {
  return [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, found]) => found === name)
    .map(([, , text = ""]) => text);
}

const [example = "", values = "", references = ""] = blocks("ts");

describe("the README of nix-language", () => {
  const folder = mkdtempSync(join(tmpdir(), "nix-language-readme-"));

  afterAll(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it("shows a program and its output", () => {
    symlinkSync(join(REPOSITORY, "node_modules"), join(folder, "node_modules"));
    const { outputText } = ts.transpileModule(example, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    writeFileSync(join(folder, "example.cjs"), outputText);
    const printed = execFileSync(process.execPath, [join(folder, "example.cjs")], {
      encoding: "utf8",
    });
    expect(printed).toBe(`${blocks("nix")[0]}\n`);
  });

  it.each(values.trim().split("\n"))("shows the output of a builder: %s", (line) => {
    const [code = "", expected = ""] = line.split("; // ");
    const printed = language.print(evaluate(code) as language.NixValue);
    expect(printed.replace(/\s+/g, " ").trim()).toBe(expected);
  });

  it("shows the references of a value", () => {
    const [declaration = "", code = ""] = references.trim().split("\n");
    const [call = "", expected = ""] = code.split("; // ");
    expect(evaluate(`(() => { ${declaration} return ${call}; })()`)).toEqual(JSON.parse(expected));
  });

  it("shows the message of an error", () => {
    const value = { machines: [{}, { "web/1": { mtu: Number.NaN } }] };
    expect(() => language.print(value)).toThrow(blocks("")[0]?.trim());
  });
});

/** What code of the README comes to, in which the names of the package are at hand. */
function evaluate(code: string): unknown {
  const names = Object.keys(language);
  return new Function(...names, `return ${code};`)(...Object.values(language));
}
