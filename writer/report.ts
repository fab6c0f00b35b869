import { join } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff/lib/patch/create.js";
import type { FileChange, KeepReason, KeptFile } from "./file-actions";
import { MANIFEST } from "./paths";
import type { Plan } from "./plan";
import type { WriteReport } from "./write";

/** Above how many differing lines a diff replaces the whole file: to find common lines takes seconds. */
const LONGEST_EDIT = 1000;

const DIFF_FORMAT = { context: 3, headerOptions: FILE_HEADERS_ONLY };

/** What happens to a file that is not what the fleet says. */
export interface PlannedChange {
  /** Relative to the output folder. */
  readonly path: string;
  readonly change: "create" | "update" | "remove" | KeepReason;
}

/** The files that are not what the fleet says, and what a run does with them. */
export function plannedChanges({ create, update, remove, keep }: Plan): PlannedChange[] {
  const all = (change: PlannedChange["change"], files: readonly FileChange[]) =>
    files.map(({ path }) => ({ path, change }));
  return [
    ...all("create", create),
    ...all("update", update),
    ...all("remove", remove),
    ...keep.map(({ path, reason }) => ({ path, change: reason })),
  ];
}

/** What a run would do, in lines to print; one a file. */
export function planLines({ root, create, update, remove, keep, unchanged }: Plan): string[] {
  const lines = (verb: string, changes: readonly FileChange[]) =>
    changes.map(({ path }) => `would ${verb} ${join(root, path)}`);
  return [
    ...lines("create", create),
    ...lines("update", update),
    ...lines("remove", remove),
    ...lines("keep", keep),
    `${root}: ${unchanged.length} unchanged`,
  ];
}

/** What a run did, in lines to print. */
export function reportLines({ done, gitAdd }: WriteReport): string[] {
  const counts = [
    [done.create, "created"],
    [done.update, "updated"],
    [done.remove, "removed"],
    [done.keep, "kept"],
    [done.unchanged, "unchanged"],
  ] as const;
  const summary = counts
    .filter(([files]) => files.length > 0)
    .map(([files, verb]) => `${files.length} ${verb}`);
  return [
    `${done.root}: ${summary.length > 0 ? summary.join(", ") : "nothing to do"}`,
    ...(gitAdd === undefined
      ? []
      : [
          "git does not track the new files yet, and Nix sees only what git tracks; run:",
          `  ${gitAdd}`,
        ]),
  ];
}

/** The generated files that stay though they are not what the fleet says, each with the remedy, to print. */
export function keptLines({ root, keep, manifest }: Plan): string[] {
  const name = join(root, MANIFEST);
  const isForgotten = keep.some(({ reason }) => reason !== "edited");
  return [
    ...keep.map((file) => `${join(root, file.path)} ${explain(file)}`),
    ...(isForgotten && manifest.before === ""
      ? [
          `${name} was missing or empty: if git has it, restore it with git checkout -- ${name}; if not, ` +
            "fleet synth writes a new one, which lists the files that are what the fleet says",
        ]
      : []),
  ];
}

function explain({ path, reason, after }: KeptFile): string {
  switch (reason) {
    case "edited":
      return after === undefined
        ? "was edited by hand, and the fleet no longer has it: remove it with fleet synth --force"
        : "was edited by hand: move the change into the fleet, or discard it with fleet synth --force";
    case "unlisted":
      return (
        `was generated, but is not what the fleet says, and ${MANIFEST} does not list it, so an edit by hand ` +
        "cannot be told from an older version: see fleet check, then overwrite it with fleet synth --force"
      );
    case "orphaned":
      return (
        `was generated, but neither the fleet nor ${MANIFEST} has it: remove it with fleet synth --prune, ` +
        `or, to keep it as a file of your own, ${path.endsWith(".json") ? "move it elsewhere" : "delete its header"}`
      );
  }
}

/** What to warn of after a run: an output folder that Nix copies as a whole. */
export function warnings({ done, isInGit }: WriteReport): string[] {
  if (isInGit !== false) return [];
  return [
    `${done.root} is not in a git repository: Nix copies the whole folder to its store, which everyone ` +
      `can read, Terraform state and deploy key included; run: git -C ${done.root} init`,
  ];
}

/**
 * What differs between an output folder and the fleet, as a unified diff in the form of git: from
 * what is on the disk (`a/`) to what a run with `force` and `prune` would write (`b/`), with paths
 * relative to the output folder. Empty when nothing differs. The manifest shows only when nothing else does.
 */
export function unifiedDiff({ create, update, remove, keep, manifest }: Plan): string {
  const changes = [...create, ...update, ...remove, ...keep];
  if (changes.length > 0) {
    return changes
      .sort((left, right) => (left.path < right.path ? -1 : 1))
      .map(filePatch)
      .join("");
  }
  const { before, after } = manifest;
  return before === after ? "" : filePatch({ path: MANIFEST, before, after });
}

/** What differs in one file, in the form of {@link unifiedDiff}. */
export function filePatch({ path, before, after }: FileChange): string {
  if (before === undefined || after === undefined) return wholePatch({ path, before, after });
  const text = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    ...DIFF_FORMAT,
    maxEditLength: LONGEST_EDIT,
  });
  return text ?? wholePatch({ path, before }) + wholePatch({ path, after });
}

function wholePatch({ path, before, after }: FileChange): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = after === undefined ? "/dev/null" : `b/${path}`;
  return createTwoFilesPatch(
    from,
    to,
    before ?? "",
    after ?? "",
    undefined,
    undefined,
    DIFF_FORMAT,
  );
}
