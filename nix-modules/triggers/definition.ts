import { posix } from "node:path";
import {
  literalNames,
  type NixEntries,
  NixEntry,
  NixExpression,
  type NixValue,
  nix,
  print,
  type Reference,
  type References,
  referencesIn,
  withoutComments,
} from "@nix-fleet/nix-language";
import type { ActivationTriggers } from "../../constructs";
import type { FlakePath, GeneratedFile } from "../files/generated-file";
import { inputsIn, inputsInText } from "./inputs-in";

/** An attribute of the flake's configuration, as one place defines it. */
export interface Definition {
  readonly path: FlakePath;
  /** The file that it stands in, below the output folder; none for a module that a person wrote. */
  readonly file?: string;
  /** What it takes from the flake's configuration. */
  readonly mentions: readonly FlakePath[];
  /** Nix source in it that only Nix reads. */
  readonly rawSources: readonly string[];
  /** Names of the flake's inputs that it refers to. */
  readonly inputs: readonly string[];
  /** What it brings to a machine that it reaches. */
  readonly triggers: ActivationTriggers;
}

/** A definition in a generated file. It is read when first asked for: most reach no Mac. */
class GeneratedDefinition implements Definition {
  private known: References | undefined;
  private said: ActivationTriggers | undefined;

  /** @param value - a set of it alone, with the variables that its file shares */
  constructor(
    readonly path: FlakePath,
    readonly file: string,
    private readonly value: NixValue,
  ) {}

  get mentions(): readonly FlakePath[] {
    return this.references.references.flatMap(flakePaths);
  }

  get rawSources(): readonly string[] {
    return this.references.rawSources;
  }

  get inputs(): readonly string[] {
    return inputsIn(this.references);
  }

  /** A comment changes nothing on a machine. */
  get triggers(): ActivationTriggers {
    this.said ??= {
      texts: [print(withoutComments(this.value))],
      files: this.references.paths.map((path) => posix.join(posix.dirname(this.file), path)),
    };
    return this.said;
  }

  private get references(): References {
    this.known ??= referencesIn(this.value);
    return this.known;
  }
}

/** References of Nix source to the flake's configuration; only `"…"` names need quotes. */
const TEXT_REFERENCE = /\bconfig\.flake((?:\.(?:[\w'-]+|"[^"]*"))+)/g;

/** All definitions in a file of `modules/`. */
export function definitionsIn(file: GeneratedFile): readonly Definition[] {
  return file.value === undefined
    ? definitionsInText(file)
    : definitionsInModule(file.path, file.value);
}

/** Definitions in Nix that a person wrote: each has the whole text of the file as its source. */
function definitionsInText({
  path: file,
  text,
  defines = [],
}: GeneratedFile): readonly Definition[] {
  const definition = {
    file,
    mentions: [...text.matchAll(TEXT_REFERENCE)].map(([, names = ""]) => [
      "flake",
      ...[...names.matchAll(/\.(?:"([^"]*)"|([^.]+))/g)].map(
        ([, quoted, plain]) => quoted ?? plain ?? "",
      ),
    ]),
    rawSources: [],
    inputs: inputsInText(text),
    triggers: { texts: [text], files: [] },
  };
  return defines.map((path) => ({ path, ...definition }));
}

/** The definitions in a flake-parts module: a set, perhaps with variables and as a function. */
function definitionsInModule(file: string, module: NixValue): readonly Definition[] {
  const body = nodeOf(module, "function")?.body ?? module;
  const { variables = [], body: value = body } = nodeOf(body, "let") ?? {};
  const paragraphs = nodeOf(value, "set")?.paragraphs ?? [];
  return paragraphs
    .flatMap(separate)
    .map(
      (entry) => new GeneratedDefinition(pathOf(entry), file, nix.let(variables, nix.set(entry))),
    );
}

function nodeOf<Kind extends NixExpression["node"]["kind"]>(
  value: NixValue,
  kind: Kind,
): Extract<NixExpression["node"], { readonly kind: Kind }> | undefined {
  if (!NixExpression.isNixExpression(value) || value.node.kind !== kind) return undefined;
  return value.node as Extract<NixExpression["node"], { readonly kind: Kind }>;
}

function separate(entries: NixEntries): readonly NixEntry[] {
  if (NixEntry.isNixEntry(entries)) return [entries];
  if (Array.isArray(entries)) return entries.flatMap(separate);
  return Object.entries(entries).map(([name, value]) => nix.entry(name, value));
}

function pathOf({ node }: NixEntry): FlakePath {
  if (node.kind === "inherit") return [];
  return literalNames(node.path);
}

/** The flake's configuration is `config`, and what others see of it `self`. */
function flakePaths({ path, isFree, isWhole }: Reference): readonly FlakePath[] {
  const [variable, ...names] = path;
  if (!isFree || !isWhole) return [];
  if (variable === "config") return [names];
  if (variable === "inputs" && names[0] === "self") return ofOutputs(names.slice(1));
  return variable === "self" ? ofOutputs(names) : [];
}

/** The whole of the flake is taken for the place of its files only. */
function ofOutputs(names: readonly string[]): readonly FlakePath[] {
  return names.length === 0 ? [] : [["flake", ...names]];
}
