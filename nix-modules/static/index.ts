import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FlakePath, GeneratedFile } from "../files/generated-file";

/** What each file below `modules/` defines in the flake's configuration. */
const DEFINITIONS = {
  "clan/services/sshd-darwin.nix": [["flake", "clan", "modules", "sshd-darwin"]],
  "clan/services/sshd-darwin/authority.nix": [
    ["flake", "modules", "darwin", "sshd-darwin/authority"],
  ],
  "clan/services/sshd-darwin/client.nix": [["flake", "modules", "darwin", "sshd-darwin/client"]],
  "clan/services/sshd-darwin/host-key.nix": [["flake", "modules", "darwin", "sshd-darwin/server"]],
  "clan/services/sshd-darwin/server.nix": [["flake", "modules", "darwin", "sshd-darwin/server"]],
  "clan/services/users-darwin.nix": [["flake", "clan", "modules", "users-darwin"]],
  "clan/services/zerotier-darwin.nix": [["flake", "clan", "modules", "zerotier-darwin"]],
  "clan/zerotier/addresses.nix": [
    ["options", "flake", "meta", "machines"],
    ["flake", "meta", "machines"],
  ],
  "clan/zerotier/hosts.nix": [
    ["flake", "modules", "darwin", "zerotier/hosts"],
    ["flake", "modules", "nixos", "zerotier/hosts"],
  ],
  "clan/zerotier/network.nix": [["options", "flake", "meta", "zerotier"]],
  "flake-parts/checks.nix": [["perSystem"]],
  "flake-parts/formatter.nix": [["imports"], ["perSystem"]],
  "flake-parts/meta.nix": [["options", "flake", "meta"]],
  "flake-parts/modules.nix": [["disabledModules"], ["options", "flake", "modules"]],
  "flake-parts/named-modules.nix": [["options", "flake"]],
  "flake-parts/option-list.nix": [["perSystem"]],
  "nixos/expected-ports.nix": [["flake", "modules", "nixos", "firewall/expected-ports"]],
  "nixos/pending-reboot.nix": [["flake", "modules", "nixos", "auto-upgrade/pending-reboot"]],
} satisfies { readonly [path: string]: readonly FlakePath[] };

/** Path below `modules/` of a Nix file that is the same in every fleet. */
export type StaticPath = keyof typeof DEFINITIONS;

/** All of them. */
export const STATIC_PATHS = Object.keys(DEFINITIONS) as readonly StaticPath[];

/** A Nix file as a person wrote it, below `modules/` beside this file and in the output. */
export function staticFile(path: StaticPath): GeneratedFile {
  const text = readFileSync(join(__dirname, "modules", path), "utf8");
  return { path: `modules/${path}`, text, defines: DEFINITIONS[path] };
}
