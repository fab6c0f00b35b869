/** The list of generated files, in the root of the output folder; committed with them. */
export const MANIFEST = ".fleet-manifest.json";

/** The folder for new contents during a run, in the root of the output folder; removed after the run. */
export const STAGING = ".fleet-staging";

/** Names that the writer or git reserves, at any level. */
const RESERVED: readonly string[] = [MANIFEST, STAGING, ".git"];

/** The maximum length of a file name on Linux and macOS, in bytes. */
const NAME_LIMIT = 255;

/**
 * The problems of the paths of the files to write, found without reading the disk: a path must be relative, stay below
 * the output folder, be unique, and refer to the same file on case-insensitive (macOS) and case-sensitive (Linux)
 * file systems.
 */
export function pathProblems(paths: readonly string[]): string[] {
  const invalid = paths.flatMap((path) => {
    const reason = invalidity(path);
    return reason === undefined ? [] : [`path ${JSON.stringify(path)} ${reason}`];
  });
  const valid = paths.filter((path) => invalidity(path) === undefined);
  return [...new Set([...invalid, ...duplicates(paths), ...collisions(valid)])];
}

/** Why a path is invalid; `undefined` if it is valid. */
export function invalidity(path: string): string | undefined {
  if (path === "") return "is empty: name a file below the output folder";
  if (path.startsWith("/")) return "is absolute: make it relative to the output folder";
  if (path.includes("\\")) return "contains a backslash: separate folders with /";
  if (/\p{Cc}/u.test(path)) return "contains a control character: remove it";
  const segments = path.split("/");
  if (segments.includes("..")) return "contains ..: stay below the output folder";
  if (segments.includes("")) return "has an empty part: write single slashes, and none at the end";
  if (segments.includes(".")) return "contains a part that is only a dot: omit it";
  const reserved = segments.find((segment) => RESERVED.includes(fold(segment)));
  if (reserved !== undefined) return `uses the reserved name ${reserved}: choose another`;
  const long = segments.find((segment) => Buffer.byteLength(segment) > NAME_LIMIT);
  if (long !== undefined) return `has a part of more than ${NAME_LIMIT} bytes: shorten it`;
  return undefined;
}

/** Equal for two paths that are the same on a case-insensitive file system. */
export function fold(path: string): string {
  return path.normalize("NFC").toLowerCase();
}

/** The parent folders of a path, outermost first: `a` and `a/b` for `a/b/c.nix`. */
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
    return [`path ${JSON.stringify(path)} has two owners: let only one construct write it`];
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
