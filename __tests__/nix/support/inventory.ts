import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { evaluate } from "./evaluate";
import { nixFilesIn } from "./nix-files";

/** An inventory in clan-core's format; the contents of roles depend on the service. */
export interface Inventory {
  readonly meta: object;
  readonly machines: object;
  readonly instances: { readonly [name: string]: Instance };
}

interface Instance {
  readonly module: object;
  readonly roles: { readonly [name: string]: InstanceRole };
}

export interface InstanceRole {
  readonly machines?: object;
  readonly tags?: string[] | object;
}

/** The inventory that the modules in a folder define together; only Nix is required to evaluate it. */
export function inventoryOf(folder: string): Inventory {
  return evaluate("inventory.nix", { files: nixFilesIn(join(folder, "modules")) });
}

/** The errors that clan-core's schema finds. */
export function schemaErrors(inventory: Inventory): readonly object[] {
  const validate = new Ajv2020({ allErrors: true }).compile(schema());
  validate(inventory);
  return validate.errors ?? [];
}

/** The schema with a correction: its type for any JSON allows only one match, but an integer matches two types. */
function schema() {
  const text = readFileSync(join(__dirname, "../schemas/inventory.schema.json"), "utf8");
  const published = JSON.parse(text);
  const { oneOf: anyOf } = published.$defs.AnyJson;
  return { ...published, $defs: { ...published.$defs, AnyJson: { anyOf } } };
}
