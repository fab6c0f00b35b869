import type { IConstruct } from "constructs";
import type { Finding } from "../diagnostics/finding";
import { findingOfThrown } from "../diagnostics/thrown";

/** Path of the value that cdktf could not write, in the first line of its message. */
const PLACE = / at '(\/[^']*)'/;

/** Converts an error that cdktf threw while rendering a stack to a finding. */
export function findingOfCdktf(error: unknown, construct: IConstruct): Finding {
  const [, place] = (error instanceof Error && PLACE.exec(error.message)) || [];
  if (place === undefined) {
    const finding = findingOfThrown(error, construct);
    return finding.code === "wrong-type" ? valueInvalid([construct.node.path]) : finding;
  }
  return valueInvalid(place.split("/").filter((step) => step !== ""));
}

/** @param at - the names that lead to the value in the Terraform JSON */
export function valueInvalid(at: readonly string[]): Finding {
  return {
    code: "terraform-value-invalid",
    summary: "value cannot be written as Terraform JSON",
    value: at.join("."),
    allowed: "texts, finite numbers, booleans, null, lists, plain objects and references",
    remedy: "correct the value: it is a function, a construct, NaN, or contains itself",
  };
}
