import { createTwoFilesPatch, FILE_HEADERS_ONLY } from "diff/lib/patch/create.js";
import { MANIFEST } from "./paths";
import type { FileChange, WritePlan } from "./write-plan";

/** How much may differ before looking for common lines takes seconds. */
const LONGEST_EDIT = 1000;

const FORMAT = { context: 3, headerOptions: FILE_HEADERS_ONLY };

/**
 * What differs between an output folder and the fleet, as a unified diff in the form of git: from
 * what is on the disk (`a/`) to what a run with `force` would write (`b/`), with paths relative to
 * the output folder. Empty when nothing differs. The manifest shows only when nothing else does.
 */
export function unifiedDiff({ create, update, remove, edited, manifest }: WritePlan): string {
  const changes = [...create, ...update, ...remove, ...edited];
  if (changes.length > 0) {
    return changes
      .sort((left, right) => (left.path < right.path ? -1 : 1))
      .map(patch)
      .join("");
  }
  const { before, after } = manifest;
  return before === after ? "" : patch({ path: MANIFEST, before, after });
}

function patch({ path, before, after }: FileChange): string {
  if (before === undefined || after === undefined) return wholePatch({ path, before, after });
  const text = createTwoFilesPatch(`a/${path}`, `b/${path}`, before, after, undefined, undefined, {
    ...FORMAT,
    maxEditLength: LONGEST_EDIT,
  });
  return text ?? wholePatch({ path, before }) + wholePatch({ path, after });
}

function wholePatch({ path, before, after }: FileChange): string {
  const from = before === undefined ? "/dev/null" : `a/${path}`;
  const to = after === undefined ? "/dev/null" : `b/${path}`;
  return createTwoFilesPatch(from, to, before ?? "", after ?? "", undefined, undefined, FORMAT);
}
