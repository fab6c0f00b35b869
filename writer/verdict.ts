import { join } from "node:path";
import type { Disk } from "./disk";
import { type Manifest, sha256 } from "./manifest";
import type { Room } from "./room";
import type { FileChange, GeneratedFile } from "./write-plan";

export type ChangeState = "create" | "update" | "remove" | "edited";

/** What is to happen to a file, or why nothing can. */
export type Verdict =
  | { readonly state: ChangeState; readonly change: FileChange }
  | { readonly state: "unchanged"; readonly path: string }
  | { readonly state: "problem"; readonly problem: string };

/** What files are judged by. */
export interface Circumstances {
  readonly root: string;
  readonly disk: Disk;
  readonly owned: Manifest;
  readonly force: boolean;
}

/** Judges a file of ours that the fleet no longer has; nothing is to happen when it is gone. */
export function judgeStale(by: Circumstances, path: string): Verdict | undefined {
  const found = by.disk.look(path);
  // What has taken the place of our file since, somebody else put there.
  if (found.kind !== "file") return undefined;
  const change = { path, before: found.content.toString() };
  return { state: isDisposable(by, path, found.content) ? "remove" : "edited", change };
}

/** Judges a file that the fleet has. */
export function judgeRendered(by: Circumstances, room: Room, file: GeneratedFile): Verdict {
  const { path, text } = file;
  const found = by.disk.look(path);
  if (found.kind === "unusable") return problem(found.problem);
  if (found.kind === "nothing" || room.isMadeFor(path, found)) {
    return { state: "create", change: { path, after: text } };
  }
  const name = join(by.root, path);
  if (found.kind === "folder") {
    return problem(`${name} is a folder where a file is needed: move it away`);
  }
  if (found.kind === "under-file") {
    return problem(`${join(by.root, found.file)} is a file where a folder is needed: move it away`);
  }
  if (found.content.equals(Buffer.from(text))) return { state: "unchanged", path };
  if (!by.owned.has(path)) {
    return problem(
      `${name} exists but was not generated, so it is left alone, with --force as well: ` +
        "move it away, or refer to it as an ExternalModule instead of generating that path",
    );
  }
  const change = { path, before: found.content.toString(), after: text };
  return { state: isDisposable(by, path, found.content) ? "update" : "edited", change };
}

function problem(text: string): Verdict {
  return { state: "problem", problem: text };
}

/**
 * Whether no work of a person is lost with the content of a file of ours. An empty file holds
 * none, and is what a power failure may leave of a file that was just written.
 */
function isDisposable({ owned, force }: Circumstances, path: string, content: Buffer): boolean {
  return force || content.length === 0 || (owned.get(path) ?? []).includes(sha256(content));
}
