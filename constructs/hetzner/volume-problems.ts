import type { Finding } from "../diagnostics/finding";
import { LIMITS } from "./catalogue/limits";
import type { VolumeSpec } from "./server-spec";

const VOLUME_NAME = /^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/;

/** The volumes that can be declared: of two of one name the first. */
export function withUsableNames(volumes: readonly VolumeSpec[]): readonly VolumeSpec[] {
  return volumes.filter((volume) => VOLUME_NAME.test(volume.name) && isFirst(volume, volumes));
}

/** What is wrong with the volumes of a server. */
export function* volumeProblems(volumes: readonly VolumeSpec[]): Iterable<Finding> {
  if (volumes.length > LIMITS.volumesPerServer) {
    yield {
      code: "too-many-volumes",
      summary: "server has more volumes than Hetzner attaches",
      value: volumes.length,
      allowed: `up to ${LIMITS.volumesPerServer} volumes for each server`,
      remedy: "make those larger that have no data yet, or give the data another server",
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
      summary: "name of volume is invalid",
      value: name,
      allowed: "lower-case letters, digits and '-', not starting or ending with '-'",
      remedy: "rename the volume",
    };
  }
  if (!isFirst(volume, volumes)) {
    yield {
      code: "volume-duplicate",
      summary: "name of volume is used twice",
      value: name,
      allowed: "one volume for each name of a machine",
      remedy:
        "rename the one that does not exist yet: a volume is destroyed with its data when its name here changes",
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
    allowed: `${least} to ${most} GB, a whole number`,
    remedy: "correct sizeGb",
  };
}
