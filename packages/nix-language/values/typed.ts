import type { NixComputed, NixItem, NixSet } from "./expression";

/**
 * The type of what a function returns that passes its value on: that of the place where the call stands
 * (TypeScript infers `Place` from there), or of the value itself where the place says nothing.
 */
export type NixType<Place, Value> = [Place] extends [never]
  ? ValueOf<Value>
  : Exclude<Place, undefined>;

type ValueOf<Value> = Value extends NixComputed<infer Computed> ? Computed : Value;

/** The value that such a function takes. */
export type NixTyped<Place, Value> = [Place] extends [never]
  ? Value
  : unknown extends Place
    ? NixItem
    : NoInfer<OrComputed<Exclude<Place, undefined>>>;

// A set of known names takes an expression by itself.
type OrComputed<Value> = [Value] extends [NixSet<unknown>] ? Value : Value | NixComputed<Value>;
