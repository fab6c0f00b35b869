import type { User } from "../../constructs";
import { nix } from "../language";
import { flakeModule, type GeneratedFile } from "./generated-file";

/** `modules/users/<name>.nix`: the facts of a person, to which all other modules refer. */
export function userFile({ name, fullName, email, sshKeys }: User): GeneratedFile {
  const facts = nix.set({
    ...(fullName === undefined ? {} : { fullName }),
    ...(email === undefined ? {} : { email }),
    ...(sshKeys.length > 0 && { sshKeys }),
  });
  return flakeModule(`users/${name}.nix`, nix.entry(["flake", "meta", "users", name], facts));
}
