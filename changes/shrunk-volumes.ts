import type { Finding } from "../constructs/diagnostics/finding";
import type { ResourceChange } from "./terraform/compare";
import { ways } from "./ways";

/** Volumes with a decreased size: the Hetzner API refuses that in the middle of the apply. */
export function shrunkVolumes(resources: readonly ResourceChange[]): readonly Finding[] {
  return resources.flatMap(({ address, type, action, attributes }) => {
    if (type !== "hcloud_volume" || action !== "update") return [];
    return attributes
      .filter(({ name, before, after }) => name === "size" && Number(before) > Number(after))
      .map(({ before, after }) => ({
        code: "volume-shrinks",
        summary: `${address} cannot shrink from ${before} GB to ${after} GB, so the apply would fail halfway`,
        value: after,
        allowed: `${before} GB or more`,
        remedy: ways([
          `restore \`sizeGb: ${before}\``,
          "declare another volume with the smaller size, move the data, and retire this one",
        ]),
      }));
  });
}
