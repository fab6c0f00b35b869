import {
  MetaLists,
  MetaReference,
  type Setting,
  type Settings,
  VarsReference,
} from "../../constructs";
import {
  type NixAttributes,
  NixComment,
  NixExpression,
  type NixItem,
  type NixValue,
  nix,
} from "../language";
import { varsReference } from "./vars/reference";

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

function nixSetting(setting: Setting, meta: string): NixItem {
  if (setting === null || typeof setting !== "object") return setting;
  if (setting instanceof NixExpression || setting instanceof NixComment) return setting;
  if (setting instanceof MetaReference) return nix.ref(meta, ...setting.path);
  if (setting instanceof MetaLists) return joined(setting, meta);
  if (setting instanceof VarsReference) return varsReference(setting);
  if (isList(setting)) return setting.map((item) => nixSetting(item, meta));
  return nixSettings(setting as Settings, meta);
}

function isList(setting: Setting): setting is readonly Setting[] {
  return Array.isArray(setting);
}

function joined({ lists }: MetaLists, meta: string): NixValue {
  const [first, ...others] = lists.map(({ path }) => nix.ref(meta, ...path));
  return first === undefined ? [] : nix.concat(first, ...others);
}
