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

/** A definition of an attribute of the flake's configuration. */
export interface Definition {
  readonly path: FlakePath;
  /** Its file, relative to the output folder; absent for a hand-written module. */
  readonly file?: string;
  /** The attributes of the flake's configuration that it refers to. */
  readonly mentions: readonly FlakePath[];
  /** Raw Nix source in it. */
  readonly rawSources: readonly string[];
  /** Names of the flake inputs that it uses. */
  readonly inputs: readonly string[];
  /** Its triggers for a machine that depends on it. */
  readonly triggers: ActivationTriggers;
}

/** A definition in a generated file. It is read lazily: no Mac depends on most definitions. */
class GeneratedDefinition implements Definition {
  private known: References | undefined;
  private knownTriggers: ActivationTriggers | undefined;

  /** @param value - a set with only this definition, and the variables of its file */
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

  /** Without comments, which have no effect on a machine. */
  get triggers(): ActivationTriggers {
    this.knownTriggers ??= {
      texts: [print(withoutComments(this.value))],
      files: this.references.paths.map((path) => posix.join(posix.dirname(this.file), path)),
    };
    return this.knownTriggers;
  }

  private get references(): References {
    this.known ??= referencesIn(this.value);
    return this.known;
  }
}

/** References in Nix source to the flake's configuration, with quoted and unquoted names. */
const TEXT_REFERENCE = /\bconfig\.flake((?:\.(?:[\w'-]+|"[^"]*"))+)/g;

/** All definitions in a file in `modules/`. */
export function definitionsIn(file: GeneratedFile): readonly Definition[] {
  return file.value === undefined
    ? definitionsInText(file)
    : definitionsInModule(file.path, file.value);
}

/** Definitions in a static Nix file: the trigger of each is the whole text of the file. */
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

/** The definitions in a flake-parts module: a set, optionally in a function and with variables. */
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

/** References to the flake's configuration by `config`, and to its outputs by `self`. */
function flakePaths({ path, isFree, isWhole }: Reference): readonly FlakePath[] {
  const [variable, ...names] = path;
  if (!isFree || !isWhole) return [];
  if (variable === "config") return [names];
  if (variable === "inputs" && names[0] === "self") return ofOutputs(names.slice(1));
  return variable === "self" ? ofOutputs(names) : [];
}

/** A reference to the flake without an attribute counts only as a path. */
function ofOutputs(names: readonly string[]): readonly FlakePath[] {
  return names.length === 0 ? [] : [["flake", ...names]];
}
