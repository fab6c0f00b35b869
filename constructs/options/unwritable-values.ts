import { NixValueError, print } from "@nix-fleet/nix-language";
import type { Finding } from "../diagnostics/finding";
import { findingOfThrown } from "../diagnostics/thrown";
import { terraformReferenceInNix } from "./terraform-reference";

/** Characters that a Nix file cannot contain. */
const UNWRITABLE_TEXT = /\0|\p{Surrogate}/u;

/** The first two bytes of the numbers that cdktf uses for a reference to a number, and to a list of numbers. */
const TERRAFORM_REFERENCES: readonly number[] = [0xfdff, 0xfbff];

/**
 * The finding for a text, a number or another value without a Nix equivalent; undefined for one that Nix has, and
 * for lists and objects.
 *
 * @param where - its place, as messages print it: `settings.services.nginx.port`
 */
export function unwritableValue(value: unknown, where: string): Finding | undefined {
  if (isWritable(value)) return undefined;
  if (typeof value === "number" && isTerraformReference(value)) {
    return terraformReferenceInNix(`${where} is a number from Terraform`, undefined);
  }
  try {
    // The value is not a NixValue, so the printer says why.
    print(value as null);
    return undefined;
  } catch (error) {
    if (!NixValueError.isNixValueError(error)) throw error;
    return findingOfThrown(new NixValueError(error.problem, where));
  }
}

function isWritable(value: unknown): boolean {
  switch (typeof value) {
    case "string":
      return !UNWRITABLE_TEXT.test(value);
    case "number":
      return Number.isSafeInteger(value);
    case "boolean":
    case "object":
      return true;
    default:
      return false;
  }
}

function isTerraformReference(value: number): boolean {
  const bytes = new DataView(new ArrayBuffer(Float64Array.BYTES_PER_ELEMENT));
  bytes.setFloat64(0, value);
  return TERRAFORM_REFERENCES.includes(bytes.getUint16(0));
}
