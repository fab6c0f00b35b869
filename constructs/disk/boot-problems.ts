import type { Finding } from "../diagnostics/finding";
import type { NixosMachine } from "../machine/nixos-machine";
import type { Disk } from "./disk";
import { sizeInMib } from "./sizes";

/** Two generations of kernels and initrds, with room for the next one. */
const SMALLEST_BOOT_MIB = 256;

/** What is wrong with how a machine starts from its disks. */
export function* bootProblems(machine: NixosMachine, disk: Disk): Iterable<Finding> {
  yield* modeProblems(machine, disk);
  const { bootSize, hostId } = disk;
  const mib = sizeInMib(bootSize);
  if (mib !== undefined && mib < SMALLEST_BOOT_MIB) {
    yield {
      code: "disk-boot-small",
      summary: "partition that the machine boots from is too small for kernels and initrds",
      value: bootSize,
      allowed: `${SMALLEST_BOOT_MIB}M or more`,
      remedy: "leave `bootSize` out for 1G; on an installed machine it cannot grow",
    };
  }
  if (hostId !== undefined && !/^[0-9a-f]{8}$/.test(hostId)) {
    yield {
      code: "disk-host-id-invalid",
      summary: "host id is not one that ZFS takes",
      value: hostId,
      allowed: "eight hexadecimal digits in lower case",
      remedy: "leave `hostId` out, or give what `hostid` prints on the machine",
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
      summary: "boot mode of disk does not exist on the platform",
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
      remedy: "remove `boot` where a server's type says it",
    };
  } else if (server?.type?.bootMode !== undefined && boot !== server.type.bootMode) {
    yield {
      code: "disk-boot-mismatch",
      summary: `boot mode of disk is not that of ${server.type.name}, which would not start from it`,
      value: boot,
      allowed: server.type.bootMode,
      remedy:
        "remove `boot`: it follows from the server's type; for a server that support switched, ServerType.custom({ …, bootMode })",
    };
  }
}
