import { existsSync, readFileSync } from "node:fs";
import { basename } from "node:path";
import { FleetError } from "../constructs";
import { parseJson, valueAt } from "../constructs/terraform/json";

/**
 * The folder for Terraform JSON in `output` of cdktf.json, so that this command and the cdktf CLI write to the same
 * folder; `undefined` if CDKTF_OUTDIR is set, or if the folder is not named `terraform`.
 *
 * @throws FleetError if cdktf.json is not JSON
 */
export function configuredFolder(): string | undefined {
  if (process.env.CDKTF_OUTDIR !== undefined || !existsSync("cdktf.json")) return undefined;
  const output = valueAt(parsed(readFileSync("cdktf.json", "utf8")), ["output"]);
  return typeof output === "string" && basename(output) === "terraform" ? output : undefined;
}

function parsed(text: string): unknown {
  try {
    return parseJson(text);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FleetError(
      `cdktf.json is not JSON: ${reason}\n  allowed: JSON without comments\n  remedy: correct it`,
    );
  }
}
