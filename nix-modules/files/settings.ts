import {
  isList,
  type NixAttributes,
  NixExpression,
  type NixItem,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { Setting, Settings } from "../../constructs";
import { MetaLists, MetaReference } from "../../constructs/meta-reference";
import { isSettings } from "../../constructs/options/setting-kinds";

/** Where a file finds the facts of the fleet. */
export interface FactNames {
  /** `config.flake.meta`, or a variable for it. */
  readonly meta: string;
  /** Facts that have a variable of their own, such as those of one person. @default - none */
  readonly variable?: { readonly path: readonly string[]; readonly name: string };
}

const IN_CONFIG: FactNames = { meta: "config.flake.meta" };

/** Options of the fleet as Nix attributes. */
export function nixSettings(settings: Settings, facts = IN_CONFIG): NixAttributes {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, nixSetting(value, facts)]),
  );
}

/** The value of one option; see {@link nixSettings}. */
export function nixSetting(setting: Setting, facts: FactNames = IN_CONFIG): NixItem {
  if (MetaReference.isMetaReference(setting)) return factReference(setting, facts);
  if (MetaLists.isMetaLists(setting)) return joined(setting, facts);
  if (isList<Setting>(setting)) return setting.map((item) => nixSetting(item, facts));
  return isSettings(setting) ? withInherited(nixSettings(setting, facts)) : setting;
}

function factReference({ path }: MetaReference, { meta, variable }: FactNames): NixExpression {
  const isOfVariable = variable?.path.every((name, index) => path[index] === name) ?? false;
  return variable !== undefined && isOfVariable
    ? nix.ref(variable.name, ...path.slice(variable.path.length))
    : nix.ref(meta, ...path);
}

function joined({ lists }: MetaLists, facts: FactNames): NixValue {
  const [first, ...others] = lists.map((list) => factReference(list, facts));
  return first === undefined ? [] : nix.concat(first, ...others);
}

/** A set that inherits what has the same name elsewhere. One attribute alone joins the path of the set. */
function withInherited(attributes: NixAttributes): NixValue {
  const names = Object.keys(attributes).sort();
  const inherited = names.flatMap((name) => {
    const from = sourceOf(name, attributes[name]);
    return from === undefined ? [] : [{ name, from }];
  });
  if (names.length === 1 || inherited.length === 0) return attributes;
  const own = Object.entries(attributes).filter(
    ([name]) => !inherited.some((other) => other.name === name),
  );
  return nix.set([
    ...inherited.map(({ name, from }) => nix.inheritFrom(from, [name])),
    ...own.sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, value]) => nix.entry(name, value)),
  ]);
}

/** The set from which an attribute takes the value of the same name. */
function sourceOf(name: string, value: NixItem | undefined): NixExpression | undefined {
  if (!NixExpression.isNixExpression(value) || value.node.kind !== "select") return undefined;
  const { from, names, fallback } = value.node;
  if (fallback !== undefined || names.at(-1) !== name) return undefined;
  return nix.select(from, ...names.slice(0, -1));
}
