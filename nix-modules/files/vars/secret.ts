import { posix } from "node:path";
import { type NixAttributes, type NixExpression, nix } from "@nix-fleet/nix-language";
import type { SopsSecret } from "../../../constructs";

/** What sops-nix calls the formats of files that it does not take for YAML. */
const FORMATS: { readonly [extension: string]: string | undefined } = {
  ".yaml": undefined,
  ".yml": undefined,
  ".json": "json",
  ".env": "dotenv",
  ".ini": "ini",
};

/**
 * The options that put a secret on a machine, once somebody made its file: until then the machine can be
 * built without it.
 *
 * @param folder - of the file that they stand in, below `modules/`
 */
export function secretOptions(
  { name, file, owner, mode, path }: SopsSecret,
  folder: string,
): { readonly sopsFile: NixExpression; readonly options: NixAttributes } {
  const extension = posix.extname(file);
  const format = extension in FORMATS ? FORMATS[extension] : "binary";
  const secret = nix.set([
    nix.inherit("sopsFile"),
    format === undefined ? {} : { format },
    owner === "root" ? {} : { owner },
    mode === "0400" ? {} : { mode },
    { path },
  ]);
  const exists = nix.apply("lib.pathExists", nix.ref("sopsFile"));
  return {
    sopsFile: nix.path(posix.join(...folder.split("/").map(() => ".."), "..", file)),
    options: { sops: { secrets: nix.apply("lib.mkIf", exists, { [name]: secret }) } },
  };
}
