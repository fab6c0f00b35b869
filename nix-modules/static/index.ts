import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { FlakePath, GeneratedFile } from "../files/generated-file";

/** The attributes of the flake's configuration that each file in `modules/` defines. */
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

/** Path of a Nix file that is the same in every fleet, relative to `modules/`. */
export type StaticPath = keyof typeof DEFINITIONS;

/** The paths of all static files. */
export const STATIC_PATHS = Object.keys(DEFINITIONS) as readonly StaticPath[];

/** A static Nix file, from the folder `modules/` next to this file. */
export function staticFile(path: StaticPath): GeneratedFile {
  const text = readFileSync(join(__dirname, "modules", path), "utf8");
  return { path: `modules/${path}`, text, defines: DEFINITIONS[path] };
}
