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
 * Functions of nixpkgs' `lib` that mark a definition for the module system. Each call has the type of its
 * option: `lib.mkDefault(true)` is not a string. The module needs the argument `lib`.
 */
export const lib = {
  /** A definition that only applies if the condition is true. */
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

  /** A default: definitions without a priority override it. Priority 1000. */
  mkDefault<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkDefault", value);
  },

  /** A definition that overrides those without a priority. Priority 50. */
  mkForce<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkForce", value);
  },

  /** A definition with a priority; the lowest number has precedence. */
  mkOverride<Place = never, const Value extends NixItem = never>(
    priority: number,
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkOverride", priority, value);
  },

  /** A definition of a list or of lines that comes before those without an order. Order 500. */
  mkBefore<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkBefore", value);
  },

  /** A definition of a list or of lines that comes after those without an order. Order 1500. */
  mkAfter<Place = never, const Value extends NixItem = never>(
    value: NixTyped<Place, Value>,
  ): Definition<Place, Value> {
    return marked("lib.mkAfter", value);
  },

  /** A definition with an order; the lowest number comes first. */
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
      summary: `a comment inside ${mark}`,
      remedy: `put it around the call: nix.comment("…", ${mark}(…))`,
    });
  }
  const [first, ...others] = values as [NixValue, ...NixValue[]];
  return new NixExpression<Value>(nix.apply(mark, first, ...others).node);
}
