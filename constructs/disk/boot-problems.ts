import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { sizeInMib } from "./sizes";

/** Two generations of kernels and initrds, with room for the next one. */
const SMALLEST_BOOT_MIB = 256;

/** Checks the boot mode, boot partition and host id. */
export function* bootProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  yield* modeProblems(machine, disk);
  const { bootSize, hostId } = disk;
  const mib = sizeInMib(bootSize);
  if (mib !== undefined && mib < SMALLEST_BOOT_MIB) {
    yield {
      code: "disk-boot-small",
      summary: "boot partition is too small for kernels and initrds",
      value: bootSize,
      allowed: `${SMALLEST_BOOT_MIB}M or more`,
      remedy:
        "remove `bootSize` for the default of 1G; the partition of an installed machine cannot grow",
    };
  }
  if (hostId !== undefined && !/^[0-9a-f]{8}$/.test(hostId)) {
    yield {
      code: "disk-host-id-invalid",
      summary: "host id is invalid for ZFS",
      value: hostId,
      allowed: "eight hexadecimal digits in lower case",
      remedy: "remove `hostId`, or use the id that `hostid` prints on the machine",
    };
  }
}

function* modeProblems(machine: NixosMachine, { boot, hybrid }: Disk): Iterable<Finding> {
  const { server, platform } = machine;
  const isArm = platform === "aarch64-linux";
  if (hybrid || (boot === "bios" && server?.type?.bootMode === undefined)) {
    if (!isArm) return;
    yield {
      code: "disk-boot-mismatch",
      summary: "boot mode of disk is not supported on the platform",
      value: boot ?? "hybrid",
      allowed: `uefi on ${platform}`,
      remedy: "remove `boot`, or correct `platform`",
    };
    return;
  }
  if (boot === undefined) return;
  if (boot !== "bios" && boot !== "uefi") {
    yield {
      code: "disk-boot-unknown",
      summary: "boot mode of disk is unknown",
      value: boot,
      allowed: "bios, uefi, hybrid",
      remedy: "correct `boot`, or remove it if the machine has a server type",
    };
  } else if (server?.type?.bootMode !== undefined && boot !== server.type.bootMode) {
    yield {
      code: "disk-boot-mismatch",
      summary: `boot mode of disk does not match ${server.type.name}`,
      value: boot,
      allowed: server.type.bootMode,
      remedy:
        "remove `boot`; the default follows from the server type (use ServerType.custom({ …, bootMode }) if Hetzner support switched the boot mode)",
    };
  }
}
