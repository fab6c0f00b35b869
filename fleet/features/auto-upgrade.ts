import {
  DendriticModule,
  type Fleet,
  type GeneratedModule,
  type Module,
  nix,
} from "../../constructs";

/** A flake in a repository that machines can reach; a branch or tag is part of it: `…?ref=stable`. */
export type RepositoryFlake =
  | `${"github" | "gitlab" | "sourcehut"}:${string}/${string}`
  | `git+${"https" | "ssh"}://${string}`;

export interface AutoUpgradeProps {
  /**
   * The repository of the generated nix-config, such as `github:OWNER/nix-config`. Machines build what its
   * main branch says with the versions that its `flake.lock` names: what its continuous integration has
   * built. Root on each machine must be able to read it.
   */
  readonly flake: RepositoryFlake;
  /**
   * When a machine restarts by itself after an upgrade of its kernel: times of day, `hh:mm`, in the time zone
   * of the machine. One with an encrypted disk does not, since it would wait for its passphrase.
   *
   * @default - it never does
   */
  readonly rebootWindow?: { readonly lower: string; readonly upper: string };
}

/** A message at login, and for `just pending-reboot`, on a machine that does not run its newest kernel. */
const PENDING_REBOOT: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "auto-upgrade/pending-reboot",
  provides: { nixos: true },
};

/** Upgrades of NixOS machines every night. A restart that is still to be done is reported. */
export function declareAutoUpgrade(fleet: Fleet, { flake, rebootWindow }: AutoUpgradeProps) {
  const encryptedDisks = nix.selectOr("config.boot.initrd.luks", ["devices"], nix.set());
  const reboots =
    rebootWindow === undefined
      ? { allowReboot: false }
      : {
          allowReboot: nix.comment(
            "A machine with an encrypted disk would wait for its passphrase.",
            nix.equal(encryptedDisks, nix.set()),
          ),
          rebootWindow: { ...rebootWindow },
        };
  return new DendriticModule(fleet, "auto-upgrade", {
    folder: "nixos",
    imports: [PENDING_REBOOT],
    parts: {
      "auto-upgrade": {
        nixos: {
          system: {
            autoUpgrade: {
              enable: true,
              flake,
              dates: "04:00",
              randomizedDelaySec: "45min",
              ...reboots,
            },
          },
        },
      },
    },
  });
}
