import { NixExpression, nix } from "@nix-fleet/nix-language";
import { brand, hasBrand } from "../brand";
import type { VarsGenerator } from "./vars-generator";

const VARS_REFERENCE = Symbol.for("nix-fleet.VarsReference");

/**
 * A reference to the path or the content of a generator's file, in settings of a machine that has the
 * generator.
 */
export class VarsReference extends NixExpression<string> {
  static isVarsReference(value: unknown): value is VarsReference {
    return hasBrand(value, VARS_REFERENCE);
  }

  constructor(
    readonly generator: VarsGenerator,
    readonly file: string,
    readonly attribute: "path" | "value",
  ) {
    const generators = "config.clan.core.vars.generators";
    super(nix.ref(generators, generator.name, "files", file, attribute).node);
    brand(this, VARS_REFERENCE);
  }
}
