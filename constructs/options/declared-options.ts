import { DeclaredType } from "@nix-fleet/nix-options";
import type { ModuleClass } from "../module/module";
import { isRecord, type PropKind, type PropPlace, wrongType } from "../props/kinds";
import { nested, shapeOf } from "../props/read-props";

/** Options by name, nested as in Nix; a mistake is left out after a finding. */
const optionSet: PropKind = {
  takes: "options by name",
  read(value, place) {
    if (!isRecord(value) || DeclaredType.isDeclaredType(value)) {
      place.found.push(notOptions(value, place));
      return undefined;
    }
    const read = Object.keys(value).map((name) => [
      name,
      option.read(value[name], { ...place, at: `${place.at}.${name}` }),
    ]);
    return Object.fromEntries(read.filter(([, one]) => one !== undefined));
  },
};

const option: PropKind = {
  takes: "a type of an option",
  read: (value, place) =>
    DeclaredType.isDeclaredType(value) ? value : optionSet.read(value, place),
};

function notOptions(value: unknown, place: PropPlace) {
  return {
    ...wrongType(value, "a type of an option, or a set of options", place),
    allowed:
      "{ enable: types.bool } and so on; { } for none; types.anything for a prefix of options",
    remedy:
      "use a type of `types`; attrsOf, enum, listOf, nullOr and submodule are functions: call them",
  };
}

/** The options that a module declares, by class. */
export const declaredOptions = nested(
  shapeOf<{ readonly [C in ModuleClass]?: unknown }>("options", {
    nixos: optionSet,
    darwin: optionSet,
    homeManager: optionSet,
  }),
);
