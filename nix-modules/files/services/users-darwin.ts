import { type NixValue, nix } from "@nix-fleet/nix-language";
import type { Fleet } from "../../../constructs";
import type { GeneratedFile } from "../generated-file";
import { clanModuleFile } from "./clan-module";

/** The service `users-darwin`: the accounts of people on Macs. */
export function usersDarwinFiles(fleet: Fleet): readonly GeneratedFile[] {
  const shells = nix.set({
    bash: nix.ref("pkgs.bashInteractive"),
    fish: nix.ref("pkgs.fish"),
    zsh: nix.ref("pkgs.zsh"),
  });
  const user = nix.ref("settings.user");
  const account = nix.set([
    nix.inheritFrom("settings", ["uid", "openssh"]),
    nix.entry("home", nix.interpolate`/Users/${user}`),
    nix.entry("shell", nix.select(nix.ref("shells"), nix.ref("settings.shell"))),
  ]);
  const darwinModule = nix.fn(
    ["pkgs"],
    nix.let(
      nix.entry("shells", shells),
      nix.set([
        nix.entry(["users", "knownUsers"], [user]),
        nix.entry(["users", "users", user], account),
      ]),
    ),
  );
  const file = clanModuleFile(fleet, {
    name: "users-darwin",
    description: "accounts of people on macOS",
    readme: "nix-darwin sets no password: the one that the person chose on the Mac stays.",
    category: "System",
    roles: {
      default: {
        description: "Takes over the account with its id, home, shell and authorized keys.",
        options: {
          user: option("Login name.", nix.ref("lib.types.str")),
          uid: option("Id that macOS gave the account.", nix.ref("lib.types.ints.positive")),
          shell: option("Login shell.", nix.apply("lib.types.enum", ["bash", "fish", "zsh"])),
          openssh: {
            authorizedKeys: {
              keys: option(
                "Keys that may log in.",
                nix.apply("lib.types.listOf", nix.ref("lib.types.singleLineStr")),
              ),
            },
          },
        },
        perInstance: nix.fn(["settings"], { darwinModule }),
      },
    },
  });
  return [file];
}

function option(description: string, type: NixValue): NixValue {
  return nix.apply("lib.mkOption", nix.set({ type, description }));
}
