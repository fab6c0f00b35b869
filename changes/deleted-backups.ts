import type { Finding } from "../constructs/diagnostics/finding";
import type { ResourceChange } from "./terraform/compare";
import { ways } from "./ways";

/** Whether an update switches the backups of a server off. */
export function deletesBackups({ type, action, attributes }: ResourceChange): boolean {
  if (type !== "hcloud_server" || action !== "update") return false;
  return attributes.some(
    ({ name, before, after }) => name === "backups" && before === true && after !== true,
  );
}

/** Hetzner deletes the backups of a server at once when they are switched off. */
export function deletedBackups({ address }: ResourceChange): Finding {
  return {
    code: "backups-deleted",
    summary: `the next apply switches the backups of ${address} off, and Hetzner then deletes those that exist`,
    value: address,
    allowed: "`backups: true` for a server that has backups, or that loses them by name",
    remedy: ways([
      "put back `backups: true`",
      "convert the backups that are needed to snapshots, then accept this by name, as fleet.accept does, until it is applied",
    ]),
  };
}
