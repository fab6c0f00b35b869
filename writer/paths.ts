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
  const invalid = new Map(
    paths.flatMap((path) => {
      const reason = invalidity(path);
      return reason === undefined ? [] : [[path, `path ${JSON.stringify(path)} ${reason}`]];
    }),
  );
  const valid = paths.filter((path) => !invalid.has(path));
  return [...new Set([...invalid.values(), ...duplicates(paths), ...collisions(valid)])];
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
  const folders: string[] = [];
  for (let end = path.indexOf("/"); end !== -1; end = path.indexOf("/", end + 1)) {
    folders.push(path.slice(0, end));
  }
  return folders;
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
  const known = new Set<string>();
  const problems: string[] = [];
  for (const path of paths) {
    const folders = foldersOf(path);
    for (const folder of folders.filter((folder) => files.has(folder))) {
      problems.push(
        `path ${JSON.stringify(folder)} is both a file and the folder of ${JSON.stringify(path)}: rename one`,
      );
    }
    for (const part of [...folders, path]) {
      if (known.has(part)) continue;
      known.add(part);
      const folded = fold(part);
      const first = spellings.get(folded);
      if (first === undefined) spellings.set(folded, part);
      else {
        problems.push(
          `paths ${JSON.stringify(first)} and ${JSON.stringify(part)} differ only in case, which macOS ignores: rename one`,
        );
      }
    }
  }
  return problems;
}
