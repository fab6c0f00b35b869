import fc from "fast-check";
import { arbitraryName, arbitraryNumber, arbitraryText } from "./arbitrary-literal";

export type Json = string | number | boolean | null | readonly Json[] | { [name: string]: Json };

/** Any JSON value that Nix can hold. */
export const arbitraryJson: fc.Arbitrary<Json> = fc.letrec<{ value: Json }>((tie) => ({
  value: fc.oneof(
    { depthSize: "medium", withCrossShrink: true },
    fc.oneof(arbitraryText, arbitraryNumber, fc.boolean(), fc.constant(null)),
    fc.array(tie("value"), { maxLength: 5 }),
    fc.dictionary(fc.oneof(arbitraryName, arbitraryText, fc.constant("__proto__")), tie("value"), {
      maxKeys: 5,
    }),
  ),
})).value;
