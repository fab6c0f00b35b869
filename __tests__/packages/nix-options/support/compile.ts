import { join } from "node:path";
import type { ModuleClass } from "@nix-fleet/nix-options";
import ts from "typescript";
import { programOf } from "../../../support/program-of";
import { REPOSITORY } from "../../../support/run-fleet";

const TYPES: Readonly<Record<ModuleClass, string>> = {
  nixos: "NixosOptions",
  darwin: "DarwinOptions",
  homeManager: "HomeOptions",
};

const IMPORTS = `import { nix } from "@nix-fleet/nix-language";
import { ${Object.values(TYPES).join(", ")}, lib, packageSet, packages, pkgs } from "@nix-fleet/nix-options";
`;

/** Settings as source, for modules of a class. */
export interface SettingsSource {
  readonly moduleClass: ModuleClass;
  readonly settings: string;
}

/** The first thing that the compiler says of each of some settings; `undefined` where it accepts them. */
export function compilerMessages(
  sources: readonly SettingsSource[],
): readonly (string | undefined)[] {
  const lines = sources.map(
    ({ moduleClass, settings }) => `((_: ${TYPES[moduleClass]}) => _)(${settings});`,
  );
  return messagesByLine(IMPORTS + lines.join("\n")).slice(IMPORTS.split("\n").length - 1);
}

/** The first message on each line of a module in the root of the repository. */
export function messagesByLine(source: string): readonly (string | undefined)[] {
  const path = join(REPOSITORY, "settings-under-test.ts");
  const program = programOf(path, source);
  const messages: (string | undefined)[] = source.split("\n").map(() => undefined);
  const found = ts.getPreEmitDiagnostics(program, program.getSourceFile(path));
  for (const { file, start = 0, messageText } of found) {
    if (file === undefined) throw new Error(ts.flattenDiagnosticMessageText(messageText, "\n"));
    const { line } = file.getLineAndCharacterOfPosition(start);
    messages[line] ??= ts.flattenDiagnosticMessageText(messageText, "\n");
  }
  return messages;
}
