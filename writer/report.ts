import { join } from "node:path";
import type { WriteReport } from "./apply";
import type { WritePlan } from "./write-plan";

/** What a run would do, in lines to print; one a file. */
export function planLines({
  root,
  create,
  update,
  remove,
  edited,
  unchanged,
}: WritePlan): string[] {
  const lines = (verb: string, changes: readonly { readonly path: string }[]) =>
    changes.map(({ path }) => `would ${verb} ${join(root, path)}`);
  return [
    ...lines("create", create),
    ...lines("update", update),
    ...lines("remove", remove),
    ...lines("keep the edited", edited),
    `${root}: ${unchanged.length} unchanged`,
  ];
}

/** What a run did, in lines to print: a summary, then what is left for a person to do. */
export function reportLines(report: WriteReport): string[] {
  const { root, created, updated, removed, unchanged, edited, gitAdd } = report;
  const counts = Object.entries({ created, updated, removed, unchanged })
    .filter(([, paths]) => paths.length > 0)
    .map(([verb, paths]) => `${paths.length} ${verb}`);
  return [
    `${root}: ${counts.length > 0 ? counts.join(", ") : "nothing to do"}`,
    ...edited.map(
      (path) =>
        `kept ${join(root, path)}, which was edited by hand: move the change into the fleet, ` +
        "or drop it with --force",
    ),
    ...(gitAdd === undefined
      ? []
      : [
          "git does not track the new files yet, and Nix sees only what git tracks; run:",
          `  ${gitAdd}`,
        ]),
  ];
}
