import {
  isList,
  type NixAttributes,
  type NixItem,
  type NixValue,
  nix,
} from "@nix-fleet/nix-language";
import type { Setting, Settings } from "../../constructs";
import { MetaLists, MetaReference } from "../../constructs/meta-reference";
import { isSettings } from "../../constructs/options/setting-kinds";

/**
 * Options of the fleet as Nix attributes.
 *
 * @param meta - where the file finds the fleet's facts: `config.flake.meta`, or a variable for it
 */
export function nixSettings(settings: Settings, meta = "config.flake.meta"): NixAttributes {
  return Object.fromEntries(
    Object.entries(settings).map(([name, value]) => [name, nixSetting(value, meta)]),
  );
}

/** The value of one option; see {@link nixSettings}. */
export function nixSetting(setting: Setting, meta = "config.flake.meta"): NixItem {
  if (MetaReference.isMetaReference(setting)) return nix.ref(meta, ...setting.path);
  if (MetaLists.isMetaLists(setting)) return joined(setting, meta);
  if (isList<Setting>(setting)) return setting.map((item) => nixSetting(item, meta));
  return isSettings(setting) ? nixSettings(setting, meta) : setting;
}

function joined({ lists }: MetaLists, meta: string): NixValue {
  const [first, ...others] = lists.map(({ path }) => nix.ref(meta, ...path));
  return first === undefined ? [] : nix.concat(first, ...others);
}
