import { ANY_NAME, type OptionList, type OptionNode, type OptionType } from "./option-list";
import { parseType } from "./parse-type";

/** The source of a list, for messages. */
export interface ListSource {
  /** The project that declares the options: `NixOS`. */
  readonly name: string;
  /** Its release, date or revision: `25.11`. */
  readonly version: string;
}

/** The content of a file is not a valid list of options. */
export class OptionListError extends Error {}

interface DocumentedOption {
  readonly loc: readonly string[];
  readonly type: string;
  readonly hasDefault: boolean;
  readonly isReadOnly: boolean;
  readonly isHidden: boolean;
}

interface MutableNode {
  c?: Record<string, MutableNode>;
  t?: OptionType;
  o?: 1;
  r?: 1;
  h?: 1;
}

/** The placeholder for the result of a function, which has no options to set. */
const FUNCTION_BODY = "<function body>";

/** Attributes of each module and submodule that are not options. */
const OF_MODULES = "_module";

const FORMS =
  "the output of lib.optionAttrSetToDocList, which optnix also reads, or the options.json of nixosOptionsDoc";

/**
 * Converts option documentation of Nix: `builtins.toJSON (lib.optionAttrSetToDocList options)`, which optnix
 * also reads, or the `options.json` of `nixosOptionsDoc`.
 *
 * @param json parsed
 * @throws OptionListError if it is neither
 */
export function convertOptionList(json: unknown, { name, version }: ListSource): OptionList {
  const root: MutableNode = { c: {} };
  for (const { loc, type, hasDefault, isReadOnly, isHidden } of documentedOptions(json)) {
    const steps = loc.map((step) =>
      /^<.+>$/.test(step) && step !== FUNCTION_BODY ? ANY_NAME : step,
    );
    if (steps.includes(FUNCTION_BODY) || steps.includes(OF_MODULES)) continue;
    const node = nodeAt(root, steps);
    node.t = parseType(type);
    if (hasDefault) node.o = 1;
    if (isReadOnly) node.r = 1;
    if (isHidden) node.h = 1;
  }
  return { name, version, options: sorted(root) };
}

function documentedOptions(json: unknown): readonly DocumentedOption[] {
  const entries = entriesOf(json);
  if (entries.length === 0) throw new OptionListError(`the list of options is empty: use ${FORMS}`);
  return entries.flatMap(([place, entry]) => {
    if (!isRecord(entry)) {
      throw new OptionListError(`${place} is ${textOf(entry)}, not an option: use ${FORMS}`);
    }
    return isRemoved(entry) ? [] : [documentedOption(place, entry)];
  });
}

function entriesOf(json: unknown): readonly (readonly [string, unknown])[] {
  if (Array.isArray(json)) {
    return json.map((entry, index) => [
      isRecord(entry) ? nameOf(entry, index) : `item ${index}`,
      entry,
    ]);
  }
  if (isRecord(json)) return Object.entries(json);
  throw new OptionListError(`${textOf(json)} is not a list of options: use ${FORMS}`);
}

function nameOf(entry: Readonly<Record<string, unknown>>, index: number): string {
  return typeof entry.name === "string" ? entry.name : `item ${index}`;
}

function documentedOption(
  place: string,
  { loc, type, default: value, ...flags }: Readonly<Record<string, unknown>>,
): DocumentedOption {
  if (typeof type !== "string") {
    throw new OptionListError(`${place} has no type description (${textOf(type)}): use ${FORMS}`);
  }
  if (!Array.isArray(loc) || loc.length === 0 || !loc.every((step) => typeof step === "string")) {
    throw new OptionListError(
      `${place} has no loc, the list of names in its path (${textOf(loc)}): use ${FORMS}`,
    );
  }
  return {
    loc,
    // lib.mkRenamedOptionModule uses this type, without a check, for the old name of a freeform attribute.
    type: flags.visible === false && type === "submodule" ? "unspecified value" : type,
    hasDefault: value !== undefined,
    isReadOnly: flags.readOnly === true,
    isHidden: flags.visible === false || flags.internal === true,
  };
}

/**
 * A hidden option is the old name of a renamed option, which still works and has a type, or a removed option,
 * which only fails with a message.
 */
function isRemoved({ visible, type }: Readonly<Record<string, unknown>>): boolean {
  return visible === false && type === "unspecified value";
}

function nodeAt(root: MutableNode, steps: readonly string[]): MutableNode {
  let node = root;
  for (const step of steps) {
    node.c ??= {};
    node = node.c[step] ??= {};
  }
  return node;
}

function sorted({ c, ...own }: MutableNode): OptionNode {
  if (c === undefined) return own;
  const children = Object.entries(c)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([name, node]) => [name, sorted(node)]);
  return { c: Object.fromEntries(children), ...own };
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string {
  return (JSON.stringify(value) ?? "nothing").slice(0, 60);
}
