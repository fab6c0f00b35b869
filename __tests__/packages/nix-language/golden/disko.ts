import { nix } from "@nix-fleet/nix-language";

/** A disk layout: deep data, in an order that a reader expects. */
export const value = {
  disko: {
    devices: {
      disk: {
        main: nix.set({
          type: "disk",
          device: "/dev/disk/by-id/scsi-0QEMU_QEMU_HARDDISK_1",
          content: nix.set({
            type: "gpt",
            partitions: nix.set({
              boot: { size: "1M", type: "EF02", priority: 1 },
              luks: nix.set({
                size: "100%",
                content: nix.set({
                  type: "luks",
                  name: "crypted",
                  passwordFile: "/tmp/secret.key",
                  settings: { allowDiscards: true },
                  content: nix.set({
                    type: "btrfs",
                    extraArgs: ["-f"],
                    subvolumes: {
                      "/": nix.set({ mountpoint: "/", mountOptions: ["compress=zstd", "noatime"] }),
                      "/swap": { mountpoint: "/.swap", swap: { swapfile: { size: "8G" } } },
                    },
                  }),
                }),
              }),
            }),
          }),
        }),
      },
    },
  },
};
