import { posix } from "node:path";
import { type NixAttributes, type NixExpression, nix } from "@nix-fleet/nix-language";
import type { SopsSecret } from "../../../constructs";
import { relativePath } from "../relative-path";

/** Names of formats in sops-nix, by file extension; the default is YAML. */
const FORMATS: { readonly [extension: string]: string | undefined } = {
  ".yaml": undefined,
  ".yml": undefined,
  ".json": "json",
  ".env": "dotenv",
  ".ini": "ini",
};

/**
 * The options that deploy a secret to a machine. If its file is missing, the evaluation fails, or the secret is
 * omitted if it is optional.
 *
 * @param folder - the folder of the generated file, relative to `modules/`
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
    sopsFile: relativePath(folder, file),
    options: optional
      ? { sops: { secrets: nix.apply("lib.mkIf", exists, secrets) } }
      : { assertions: [nix.set({ assertion: exists, message: missing })], sops: { secrets } },
  };
}
