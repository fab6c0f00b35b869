import type { Finding } from "../diagnostics/finding";
import type { Storage, ZfsStorage } from "./storage";

const ENCRYPTION = ["encryption", "keyformat", "keylocation", "pbkdf2iters"];
const PROPERTY = /^[a-z0-9:._-]+$/;

/** Checks the properties and the encryption of a ZFS pool. */
export function* zfsProblems(storage: Storage): Iterable<Finding> {
  if (storage.kind !== "zfs") return;
  yield* encryptionProblems(storage);
  const { poolOptions, datasetOptions, datasets } = storage;
  const own = Object.values(datasets).map(({ options = {} }) => options);
  for (const options of [poolOptions, datasetOptions, ...own]) {
    for (const property of Object.keys(options)) {
      if (property === "mountpoint" || property === "canmount") {
        yield {
          code: "disk-zfs-property",
          summary: "mountpoint of a dataset cannot be set in its options",
          value: property,
          allowed: "the prop `mountpoint` of the dataset",
          remedy: 'write datasets: { data: "/data" }, or remove the property',
        };
      } else if (!PROPERTY.test(property)) {
        yield {
          code: "disk-zfs-property",
          summary: "name of ZFS property is invalid",
          value: property,
          allowed: "lower-case letters, digits, '_', '-', '.' and ':'",
          remedy: "correct the name, see `man zfsprops`",
        };
      }
    }
  }
}

function* encryptionProblems(storage: ZfsStorage): Iterable<Finding> {
  const { encryption, datasetOptions, datasets } = storage;
  const options = [datasetOptions, ...Object.values(datasets).map(({ options }) => options ?? {})];
  const properties = options
    .filter((one) => one.encryption !== "off")
    .flatMap((one) => Object.keys(one).filter((property) => ENCRYPTION.includes(property)));
  if (encryption !== "zfs" && properties.length === 0) return;
  yield {
    code: "disk-zfs-encryption",
    summary:
      "disk with native ZFS encryption would hang at boot: its key does not exist in the initrd",
    value: { filesystem: "zfs", encryption: properties[0] ?? encryption },
    allowed: 'Disk.zfs with encryption: "luks", or Disk.luks with ext4, xfs or btrfs',
    remedy: 'use Disk.zfs({ encryption: "luks" }), which can be unlocked over ssh',
  };
}
