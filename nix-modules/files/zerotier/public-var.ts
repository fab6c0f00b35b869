import { type NixExpression, type NixValue, nix } from "../../language";

/** The value of a public var as the flake reads it, or another value until it is generated. */
export function publicVar(generator: NixValue, file: string, otherwise: NixValue): NixExpression {
  const arguments_ = nix.set({
    flake: nix.ref("inputs.self"),
    generator,
    file,
    default: otherwise,
  });
  return nix.apply("inputs.clan-core.lib.getPublicValue", arguments_);
}
