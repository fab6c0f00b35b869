import type { NixComputed, NixItem, NixSet } from "./expression";

/**
 * The result type of a function that returns its argument: the type expected at the call (TypeScript infers
 * `Place` from it), or the type of the value if none is expected.
 */
export type NixType<Place, Value> = [Place] extends [never]
  ? ValueOf<Value>
  : Exclude<Place, undefined>;

type ValueOf<Value> = Value extends NixComputed<infer Computed> ? Computed : Value;

/** The argument type of such a function. */
export type NixTyped<Place, Value> = [Place] extends [never]
  ? Value
  : unknown extends Place
    ? NixItem
    : NoInfer<OrComputed<Exclude<Place, undefined>>>;

// The type of a set with known names already accepts expressions.
type OrComputed<Value> = [Value] extends [NixSet<unknown>] ? Value : Value | NixComputed<Value>;
