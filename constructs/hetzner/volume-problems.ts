import type { Finding } from "../diagnostics/finding";
import { LIMITS } from "./catalogue/limits";
import type { VolumeSpec } from "./server-spec";

const VOLUME_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** The volumes without duplicates: the first volume of each name. */
export function withUsableNames(volumes: readonly VolumeSpec[]): readonly VolumeSpec[] {
  return volumes.filter((volume) => VOLUME_NAME.test(volume.name) && isFirst(volume, volumes));
}

/** Checks the volumes of a server. */
export function* volumeProblems(volumes: readonly VolumeSpec[]): Iterable<Finding> {
  if (volumes.length > LIMITS.volumesPerServer) {
    yield {
      code: "too-many-volumes",
      summary: "server has more volumes than Hetzner allows",
      value: volumes.length,
      allowed: `up to ${LIMITS.volumesPerServer} volumes for each server`,
      remedy: "use fewer, larger volumes for new data, or move the data to another server",
    };
  }
  for (const volume of volumes) {
    yield* nameProblems(volume, volumes);
    yield* sizeProblems(volume);
  }
}

function* nameProblems(volume: VolumeSpec, volumes: readonly VolumeSpec[]): Iterable<Finding> {
  const { name } = volume;
  if (!VOLUME_NAME.test(name)) {
    yield {
      code: "volume-name-invalid",
      summary: "volume name is invalid",
      value: name,
      allowed: "lower-case letters, digits and '-', not starting or ending with '-'",
      remedy: "rename the volume",
    };
  }
  if (!isFirst(volume, volumes)) {
    yield {
      code: "volume-duplicate",
      summary: "duplicate volume name",
      value: name,
      allowed: "unique volume names on each machine",
      remedy:
        "rename the volume that does not exist yet; renaming an existing volume destroys it and its data",
    };
  }
}

function isFirst(volume: VolumeSpec, volumes: readonly VolumeSpec[]): boolean {
  return volumes.find(({ name }) => name === volume.name) === volume;
}

function* sizeProblems({ name, sizeGb }: VolumeSpec): Iterable<Finding> {
  const { least, most } = LIMITS.volumeGb;
  if (Number.isInteger(sizeGb) && sizeGb >= least && sizeGb <= most) return;
  yield {
    code: "volume-size",
    summary: `size of volume ${name} is out of range`,
    value: sizeGb,
    allowed: `an integer, ${least} to ${most} GB`,
    remedy: "correct sizeGb",
  };
}
