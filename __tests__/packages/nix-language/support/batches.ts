import type { NixValue } from "@nix-fleet/nix-language";
import { print } from "@nix-fleet/nix-language";
import type { Arbitrary } from "fast-check";
import fc from "../../../support/fast-check";

/** Values that one run of a program checks together, since starting it takes longer than its work. */
const BATCH_SIZE = 250;
const BATCHES = 4;

/**
 * Checks a property of random values, many at a time. A batch that fails is searched for one value
 * that fails alone, which the error shows as printed. fast-check tells the seed.
 */
export function checkBatches<Value extends NixValue>(
  values: Arbitrary<Value>,
  check: (batch: readonly Value[]) => void,
): void {
  const batches = fc.array(values, { minLength: BATCH_SIZE, maxLength: BATCH_SIZE, size: "max" });
  const property = fc.property(batches.map(unprinted), ({ batch }) => {
    if (errorOf(check, batch) === undefined) return;
    const culprit = batch.find((value) => errorOf(check, [value]) !== undefined);
    const single = culprit === undefined ? batch : [culprit];
    const texts = single.map((value) => print(value)).join("\n");
    throw new Error(`${texts}\n${errorOf(check, single)}`);
  });
  fc.assert(property, { numRuns: BATCHES, endOnFailure: true, includeErrorInReport: true });
}

/** Keeps fast-check from printing every value of a batch. */
function unprinted<Value>(batch: readonly Value[]) {
  return { batch, [fc.toStringMethod]: () => `${batch.length} values` };
}

function errorOf<Value>(
  check: (batch: readonly Value[]) => void,
  batch: readonly Value[],
): unknown {
  try {
    check(batch);
    return undefined;
  } catch (error) {
    return error;
  }
}
