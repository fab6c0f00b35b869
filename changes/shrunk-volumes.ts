import type { Finding } from "../constructs/diagnostics/finding";
import type { ResourceChange } from "./terraform/compare";
import { ways } from "./ways";

/** Volumes that would become smaller: Hetzner's API refuses it in the middle of the apply. */
export function shrunkVolumes(resources: readonly ResourceChange[]): readonly Finding[] {
  return resources.flatMap(({ address, type, action, attributes }) => {
    if (type !== "hcloud_volume" || action !== "update") return [];
    return attributes
      .filter(({ name, before, after }) => name === "size" && Number(before) > Number(after))
      .map(({ before, after }) => ({
        code: "volume-shrinks",
        summary: `${address} cannot shrink from ${before} GB to ${after} GB, so the apply would stop half-way`,
        value: after,
        allowed: `${before} GB or more`,
        remedy: ways([
          `put back \`sizeGb: ${before}\``,
          "declare a smaller volume of another name beside it, move the data, and retire this one",
        ]),
      }));
  });
}
