import {
  DendriticModule,
  type Fleet,
  type GeneratedModule,
  type Module,
  nix,
} from "../../constructs";

/** A flake in a repository that the machines can reach, optionally with a branch or tag: `…?ref=stable`. */
export type RepositoryFlake =
  | `${"github" | "gitlab" | "sourcehut"}:${string}/${string}`
  | `git+${"https" | "ssh"}://${string}`;

export interface AutoUpgradeProps {
  /**
   * The repository of the generated nix-config, such as `github:OWNER/nix-config`. Machines build its main branch with
   * the versions in its `flake.lock`, which CI has already built. Root on each machine must be able to read the
   * repository.
   */
  readonly flake: RepositoryFlake;
  /**
   * When a machine reboots automatically after a kernel upgrade: times of day, `hh:mm`, in the time zone of the
   * machine. A machine with an encrypted disk does not reboot, because it would wait for its passphrase.
   *
   * @default - no automatic reboot
   */
  readonly rebootWindow?: { readonly lower: string; readonly upper: string };
}

/** Prints a message at login, and for `just pending-reboot`, if a machine does not run its newest kernel. */
const PENDING_REBOOT: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "auto-upgrade/pending-reboot",
  provides: { nixos: true },
};

/** Upgrades NixOS machines every night. A pending reboot is reported. */
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
