import { join } from "node:path";
import * as cdktf from "cdktf";
import { flattenDiagnosticMessageText, getPreEmitDiagnostics } from "typescript";
import { expect, it } from "vitest";
import "../../../cli/explain";
import * as constructs from "../../../constructs";
import { codeDefinition, definedCodes } from "../../../constructs";
import { programOf } from "../../support/program-of";
import { REPOSITORY } from "../../support/run-fleet";

const FILE = join(REPOSITORY, "__tests__/examples.ts");

/** A file with bodies of `(app, fleet) => { … }`, and all names that they use. */
function fileOf(bodies: readonly string[]): string {
  const own = Object.keys(constructs);
  const others = Object.keys(cdktf).filter((name) => !own.includes(name) && name !== "Module");
  const functions = bodies.map((body) => `(app: FleetApp, fleet: Fleet): void => {\n${body}\n},`);
  return [
    `import { type Module, ${own.join(", ")} } from "../constructs";`,
    `import { ${others.join(", ")} } from "cdktf";`,
    `export const examples = [\n${functions.join("\n")}\n];`,
  ].join("\n");
}

/** What the compiler says of a text as a file of this repository. */
function compile(text: string): readonly string[] {
  const program = programOf(FILE, text);
  return getPreEmitDiagnostics(program, program.getSourceFile(FILE)).map(
    ({ messageText, start }) => {
      const line = text.slice(0, start).split("\n").length;
      return `${text.split("\n")[line - 1]}: ${flattenDiagnosticMessageText(messageText, "\n")}`;
    },
  );
}

it("compiles each corrected example, and refuses the one of a type error", () => {
  const corrected = definedCodes().map((code) => codeDefinition(code)?.corrected ?? "");
  const wrong = codeDefinition("type-error")?.example ?? "";
  expect(compile(fileOf([...corrected, wrong]))).toEqual([
    expect.stringContaining("Type 'number' is not assignable to type 'string'"),
  ]);
});
