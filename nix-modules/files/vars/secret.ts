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
 * The options that put a secret on a machine. Without its file the machine does not evaluate, or goes without
 * the secret if that is optional.
 *
 * @param folder - of the file that they stand in, below `modules/`
 */
export function secretOptions(
  { name, file, optional, owner, mode, path }: SopsSecret,
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
  const secrets = { [name]: secret };
  const missing = `${file} does not exist, or git does not track it: run \`sops ${file}\`, then \`git add ${file}\``;
  return {
    sopsFile: nix.path(posix.relative(posix.join("modules", folder), file)),
    options: optional
      ? { sops: { secrets: nix.apply("lib.mkIf", exists, secrets) } }
      : { assertions: [nix.set({ assertion: exists, message: missing })], sops: { secrets } },
  };
}
