import {
  NixComment,
  type NixComputed,
  NixExpression,
  type NixItem,
  type NixType,
  type NixTyped,
  type NixValue,
  NixValueError,
  nix,
} from "@nix-fleet/nix-language";

/** A condition: `true`, or `nix.ref("config.services.nginx.enable")`. */
export type Condition = boolean | NixComputed<boolean>;

type Definition<Place, Value> = NixExpression<NixType<Place, Value>>;

/**
 * Functions of nixpkgs' `lib` that mark a definition for the module system. Each has the type of the
 * option that it stands at: `lib.mkDefault(true)` is no string. A module needs `lib` among its arguments.
 */
export const lib = {
  /** The definition counts only if the condition holds. */
  mkIf<Place = never, const Value extends NixItem = never>(
    condition: Condition,
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkIf", condition, value);
  },

  /** Several definitions in one place. */
  mkMerge<Place = never, const Value extends NixItem = never>(
    values: readonly NixTyped<Place, Value>[],
  ): Definition<Place, Value> {
    return marked("lib.mkMerge", values);
  },

  /** A definition that any other one without a mark overrides: priority 1000. */
  mkDefault<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkDefault", value);
  },

  /** A definition that overrides those without a mark: priority 50. */
  mkForce<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkForce", value);
  },

  /** A definition of any priority; the lowest wins. */
  mkOverride<Place = never, const Value extends NixItem = never>(
    priority: number,
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkOverride", priority, value);
  },

  /** A definition of a list or of lines that comes before those without a mark: order 500. */
  mkBefore<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkBefore", value);
  },

  /** A definition of a list or of lines that comes after those without a mark: order 1500. */
  mkAfter<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkAfter", value);
  },

  /** A definition of any order among others; the lowest comes first. */
  mkOrder<Place = never, const Value extends NixItem = never>(
    order: number,
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkOrder", order, value);
  },
} as const;

function marked<Value>(mark: string, ...values: readonly unknown[]): NixExpression<Value> {
  if (values.some((value) => NixComment.isNixComment(value))) {
    throw new NixValueError({
      summary: `a comment within ${mark}`,
      remedy: `put it around the call: nix.comment("…", ${mark}(…))`,
    });
  }
  const [first, ...others] = values as [NixValue, ...NixValue[]];
  return new NixExpression<Value>(nix.apply(mark, first, ...others).node);
}
