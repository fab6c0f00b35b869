import {
  isList,
  type NixAttributes,
  type NixExpression,
  type NixItem,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { Setting, Settings } from "../../constructs";
import { MetaLists, MetaReference } from "../../constructs/meta-reference";
import { isSettings } from "../../constructs/options/setting-kinds";

/** The expressions for the facts of the fleet in a file. */
export interface FactNames {
  /** `config.flake.meta`, or a variable for it. */
  readonly meta: string;
  /** Facts with a separate variable, such as the facts of one user. @default - none */
  readonly variable?: { readonly path: readonly string[]; readonly name: string };
}

const IN_CONFIG: FactNames = { meta: "config.flake.meta" };

/** Settings of the fleet as Nix attributes. */
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
  return isSettings(setting) ? nixSettings(setting, facts) : setting;
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
