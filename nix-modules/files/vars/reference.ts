import type { VarsReference } from "../../../constructs";
import { type NixExpression, nix } from "../../language";

/** A file of a generator in the configuration of a machine that has it. */
export function varsReference({ generator, file, attribute }: VarsReference): NixExpression {
  return nix.ref("config.clan.core.vars.generators", generator, "files", file, attribute);
}
