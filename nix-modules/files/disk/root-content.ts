import { type NixComment, type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type { Disk, DiskEncryption } from "../../../constructs";

const SUBVOLUMES = { "@": "/", "@home": "/home", "@nix": "/nix" };

/** The content of the partition for `/`: a file system, or one in an encrypted device. */
export function rootContent(disk: Disk, encryption: DiskEncryption | undefined): NixValue {
  const content = filesystem(disk);
  if (encryption === undefined) return content;
  return nix.set({
    type: "luks",
    name: "root",
    passwordFile: passphrase(encryption),
    settings: { allowDiscards: true },
    content,
  });
}

/** The variables that the content refers to. */
export function rootVariables({ filesystem }: Disk): readonly NixEntry[] {
  return filesystem === "btrfs" ? [nix.entry("mountOptions", ["compress=zstd", "noatime"])] : [];
}

function filesystem({ filesystem: format }: Disk): NixValue {
  if (format !== "btrfs") return nix.set({ type: "filesystem", format, mountpoint: "/" });
  const subvolumes = Object.entries(SUBVOLUMES).map(([name, mountpoint]) =>
    nix.entry(name, nix.set([{ mountpoint }, nix.inherit("mountOptions")])),
  );
  return nix.set({ type: format, subvolumes: nix.set(subvolumes) });
}

function passphrase({ passphrase: generator }: DiskEncryption): NixComment {
  return nix.comment(
    "Only the installer reads it; the initrd does not contain it.",
    generator.path("passphrase"),
  );
}
