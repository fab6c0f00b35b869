import { type NixExpression, type NixValue, nix } from "@nix-fleet/nix-language";

/**
 * The value of a public var as the flake reads it, or another value until it is generated.
 *
 * @param machine - whose var it is; none for one that all machines share
 */
export function publicVar(
  generator: NixValue,
  file: string,
  otherwise: NixValue,
  machine?: string,
): NixExpression {
  const arguments_ = nix.set({
    flake: nix.ref("inputs.self"),
    ...(machine !== undefined && { machine }),
    generator,
    file,
    default: otherwise,
  });
  return nix.apply("inputs.clan-core.lib.getPublicValue", arguments_);
}
