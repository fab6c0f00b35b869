import { join } from "node:path";
import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff/lib/patch/create.js";
import type { FileChange, KeepReason, KeptFile } from "./file-actions";
import { MANIFEST } from "./paths";
import type { Plan } from "./plan";
import type { WriteReport } from "./write";

/** A diff with more differing lines replaces the whole file: finding common lines would take seconds. */
const LONGEST_EDIT = 1000;

const DIFF_FORMAT = { context: 3, headerOptions: FILE_HEADERS_ONLY };

/** What a run does with a file that differs from the fleet's output. */
export interface PlannedChange {
  /** Relative to the output folder. */
  readonly path: string;
  readonly change: "create" | "update" | "remove" | KeepReason;
}

/** The files that differ from the fleet's output, and what a run does with them. */
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

/** What a run would do, as lines to print; one line per file. */
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

/** What a run did, as lines to print. */
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
          "git does not track the new files yet, and Nix sees only tracked files; run:",
          `  ${gitAdd}`,
        ]),
  ];
}

/** The kept files that differ from the fleet's output, each with the remedy, as lines to print. */
export function keptLines({ root, keep, manifest }: Plan): string[] {
  const name = join(root, MANIFEST);
  const isForgotten = keep.some(({ reason }) => reason !== "edited");
  return [
    ...keep.map((file) => `${join(root, file.path)} ${explain(file)}`),
    ...(isForgotten && manifest.before === ""
      ? [
          `${name} was missing or empty: if git tracks it, restore it with git checkout -- ${name}; otherwise ` +
            "fleet synth writes a new one, which lists the files that match the fleet's output",
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
        `is generated and differs from the fleet's output, but ${MANIFEST} does not list it, so an edit by hand ` +
        "cannot be distinguished from an older version: compare with fleet check, then overwrite it with " +
        "fleet synth --force"
      );
    case "orphaned":
      return (
        `is generated, but neither the fleet nor ${MANIFEST} contains it: remove it with fleet synth --prune, ` +
        `or, to keep it as your own file, ${path.endsWith(".json") ? "move it elsewhere" : "delete its header"}`
      );
  }
}

/** The warnings after a run: an output folder that Nix copies as a whole. */
export function warnings({ done, isInGit }: WriteReport): string[] {
  if (isInGit !== false) return [];
  return [
    `${done.root} is not in a git repository: Nix copies the whole folder to the world-readable store, ` +
      `including Terraform state and deploy keys; run: git -C ${done.root} init`,
  ];
}

/**
 * The differences between an output folder and the fleet's output, as a unified diff in git's format: from the files
 * on the disk (`a/`) to the files that a run with `force` and `prune` would write (`b/`), with paths relative to the
 * output folder. Empty when nothing differs. It includes the manifest only when no other file differs.
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

/** The differences in one file, in the format of {@link unifiedDiff}. */
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
