/** The file at the root of the output that says which files are ours; committed with them. */
export const MANIFEST = ".fleet-manifest.json";

/** The folder at the root of the output where new contents wait; it is gone after a run. */
export const STAGING = ".fleet-staging";

/** Names that the writer or git keeps for itself, on any level. */
const RESERVED: readonly string[] = [MANIFEST, STAGING, ".git"];

/** The longest file name that Linux and macOS file systems take, in bytes. */
const NAME_LIMIT = 255;

/**
 * Everything that is wrong with the paths of the files to write, before any disk is looked at: a
 * path must be relative, stay below the output folder, mean one file, and mean the same file on
 * file systems that ignore case (macOS) and on those that do not (Linux).
 */
export function pathProblems(paths: readonly string[]): string[] {
  const invalid = paths.flatMap((path) => {
    const reason = invalidity(path);
    return reason === undefined ? [] : [`path ${JSON.stringify(path)} ${reason}`];
  });
  const valid = paths.filter((path) => invalidity(path) === undefined);
  return [...new Set([...invalid, ...duplicates(paths), ...collisions(valid)])];
}

/** Why a path cannot be used, or `undefined` when it can. */
export function invalidity(path: string): string | undefined {
  if (path === "") return "is empty: name a file below the output folder";
  if (path.startsWith("/")) return "is absolute: make it relative to the output folder";
  if (path.includes("\\")) return "contains a backslash: separate folders with /";
  if (/\p{Cc}/u.test(path)) return "contains a control character: remove it";
  const segments = path.split("/");
  if (segments.includes("..")) return "contains ..: stay below the output folder";
  if (segments.includes("")) return "has an empty part: write single slashes, and none at the end";
  if (segments.includes(".")) return "contains a part that is only a dot: leave it out";
  const reserved = segments.find((segment) => RESERVED.includes(fold(segment)));
  if (reserved !== undefined) return `uses the reserved name ${reserved}: choose another`;
  const long = segments.find((segment) => Buffer.byteLength(segment) > NAME_LIMIT);
  if (long !== undefined) return `has a part of more than ${NAME_LIMIT} bytes: shorten it`;
  return undefined;
}

/** Equal for two paths that a file system which ignores case takes for one. */
export function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The folders above a path, outermost first: `a` and `a/b` for `a/b/c.nix`. */
export function foldersOf(path: string): string[] {
  const names = path.split("/").slice(0, -1);
  return names.map((_, index) => names.slice(0, index + 1).join("/"));
}

function duplicates(paths: readonly string[]): string[] {
  const seen = new Set<string>();
  return paths.flatMap((path) => {
    if (!seen.has(path)) {
      seen.add(path);
      return [];
    }
    return [`path ${JSON.stringify(path)} is written twice: let one construct own it`];
  });
}

function collisions(paths: readonly string[]): string[] {
  const files = new Set(paths);
  const spellings = new Map<string, string>();
  return paths.flatMap((path) => {
    const folders = foldersOf(path);
    const asFolder = folders
      .filter((folder) => files.has(folder))
      .map(
        (folder) =>
          `path ${JSON.stringify(folder)} is both a file and the folder of ${JSON.stringify(path)}: rename one`,
      );
    const spelled = [...folders, path].flatMap((part) => {
      const first = spellings.get(fold(part)) ?? part;
      spellings.set(fold(part), first);
      return first === part
        ? []
        : [
            `paths ${JSON.stringify(first)} and ${JSON.stringify(part)} differ only in case, which macOS ignores: rename one`,
          ];
    });
    return [...asFolder, ...spelled];
  });
}
