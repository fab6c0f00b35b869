import { type NixComment, type NixEntry, type NixValue, nix } from "@nix-fleet/nix-language";
import type {
  BtrfsContent,
  Content,
  DiskEncryption,
  DiskPlan,
  LuksContent,
  PlannedSubvolume,
} from "../../../constructs";

/** Default mount options of btrfs. */
const MOUNT_OPTIONS = ["compress=zstd", "noatime"];

/** The content of a partition, an array or a logical volume. */
export function contentValue(content: Content, encryption: DiskEncryption | undefined): NixValue {
  switch (content.type) {
    case "filesystem": {
      const { type, format, mountpoint, mountOptions } = content;
      const isBoot = format === "vfat";
      const options = isBoot
        ? nix.comment("Only root may read kernels and initrds.", mountOptions ?? [])
        : mountOptions;
      return nix.set({
        type,
        format,
        ...(mountpoint !== undefined && { mountpoint }),
        ...(options !== undefined && { mountOptions: options }),
      });
    }
    case "btrfs":
      return btrfsValue(content);
    case "luks":
      return luksValue(content, encryption);
    case "swap":
      return content.randomEncryption
        ? nix.set({ type: "swap", randomEncryption: true })
        : { type: "swap" };
    default:
      return nix.set({ ...content });
  }
}

/** The variables that the contents of a plan use. */
export function contentVariables({ disks, arrays, groups }: DiskPlan): readonly NixEntry[] {
  const parts = [...disks.flatMap(({ partitions }) => partitions), ...arrays];
  const contents = [...parts, ...groups.flatMap(({ volumes }) => volumes)].flatMap(
    ({ content }) => content ?? [],
  );
  return contents.some(sharesMountOptions) ? [nix.entry("mountOptions", MOUNT_OPTIONS)] : [];
}

function sharesMountOptions(content: Content): boolean {
  if (content.type === "luks") {
    return content.content !== undefined && sharesMountOptions(content.content);
  }
  return (
    content.type === "btrfs" &&
    content.subvolumes.some(({ mountOptions }) => mountOptions === undefined)
  );
}

function btrfsValue({ type, extraArgs, subvolumes }: BtrfsContent): NixValue {
  const entries = subvolumes.map((subvolume) =>
    nix.entry(subvolume.name, subvolumeValue(subvolume)),
  );
  return nix.set({
    type,
    ...(extraArgs.length > 0 && { extraArgs }),
    subvolumes: nix.set(entries),
  });
}

function subvolumeValue({ mountpoint, mountOptions, swapFile }: PlannedSubvolume): NixValue {
  const options = mountOptions === undefined ? nix.inherit("mountOptions") : { mountOptions };
  const swap = swapFile === undefined ? [] : [{ swap: { swapfile: { size: swapFile } } }];
  return nix.set([{ mountpoint }, options, ...swap]);
}

function luksValue(
  { type, name, content }: LuksContent,
  encryption: DiskEncryption | undefined,
): NixValue {
  return nix.set({
    type,
    name,
    ...(encryption && { passwordFile: passphrase(encryption) }),
    settings: { allowDiscards: true },
    ...(content && { content: contentValue(content, encryption) }),
  });
}

function passphrase({ passphrase: generator }: DiskEncryption): NixComment {
  return nix.comment(
    "Only the installer reads it; the initrd does not contain it.",
    generator.path("passphrase"),
  );
}
