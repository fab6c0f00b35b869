import { posix } from "node:path";
import { type NixExpression, nix } from "@nix-fleet/nix-language";

/**
 * The path of a file of the repository in a generated file.
 *
 * @param folder - the folder of the generated file, relative to `modules/`
 * @param file - relative to the folder of `flake.nix`
 */
export function relativePath(folder: string, file: string): NixExpression {
  const path = posix.relative(posix.join("modules", folder), file);
  return nix.path(path.startsWith("../") ? path : `./${path}`);
}
