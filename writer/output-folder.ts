import {
  accessSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  rmdirSync,
  type Stats,
  statSync,
} from "node:fs";
import { dirname, join, posix } from "node:path";
import { attempt, unless } from "./errors";
import { foldersOf } from "./paths";

/** The kind of file at a path of the output folder. */
export type Entry =
  | { readonly kind: "nothing" }
  | { readonly kind: "file"; readonly content: Buffer }
  | { readonly kind: "folder" }
  /** A parent folder of the path is a regular file. */
  | { readonly kind: "under-file"; readonly file: string }
  /** Neither a regular file nor a usable folder: the problem and the remedy. */
  | { readonly kind: "unusable"; readonly problem: string };

type FolderEntry = Exclude<Entry, { readonly kind: "file" }>;

/** Errors for files and folders that this user cannot read, or that no longer exist. */
const UNREADABLE = ["EACCES", "ELOOP", "ENOENT", "ENOTDIR", "ENXIO", "EPERM"];

/**
 * Reads the output folder without following symbolic links in it, even links to targets inside: two paths to one file
 * would give it two owners. The output folder itself may be a link.
 */
export class OutputFolder {
  private readonly folders = new Map<string, FolderEntry>([[".", { kind: "folder" }]]);
  private readonly device: number | undefined;

  constructor(private readonly root: string) {
    this.device = attempt(`read ${root}`, () => unless(["ENOENT"], () => statSync(root).dev));
  }

  entryAt(path: string): Entry {
    const above = this.folderAt(posix.dirname(path));
    if (above.kind !== "folder") return above;
    const stats = this.stats(path);
    return stats?.isFile()
      ? { kind: "file", content: this.read(path) }
      : this.classify(path, stats);
  }

  /** All files and folders below a folder, recursively. */
  below(path: string): string[] {
    const folder = this.name(path);
    const names = attempt(`read ${folder}`, () => readdirSync(folder));
    return names.flatMap((name) => {
      const entry = posix.join(path, name);
      return this.stats(entry)?.isDirectory() ? [entry, ...this.below(entry)] : [entry];
    });
  }

  /** The paths of the regular files and of the folders in a folder; none if it is unreadable. */
  list(path: string): { readonly files: readonly string[]; readonly folders: readonly string[] } {
    const entries = unless(UNREADABLE, () => readdirSync(this.name(path), { withFileTypes: true }));
    const paths = (kind: "isFile" | "isDirectory") =>
      (entries ?? []).filter((entry) => entry[kind]()).map(({ name }) => posix.join(path, name));
    return { files: paths("isFile"), folders: paths("isDirectory") };
  }

  /** The first bytes of a regular file; empty if it is unreadable. */
  beginning(path: string, length: number): string {
    const { O_RDONLY, O_NOFOLLOW, O_NONBLOCK } = constants;
    const beginning = unless(UNREADABLE, () => {
      const file = openSync(this.name(path), O_RDONLY | O_NOFOLLOW | O_NONBLOCK);
      try {
        const buffer = Buffer.alloc(length);
        return buffer.toString("utf8", 0, readSync(file, buffer));
      } finally {
        closeSync(file);
      }
    });
    return beginning ?? "";
  }

  /** Whether two spellings refer to one file, as on a case-insensitive file system. */
  isSame(left: string, right: string): boolean {
    return this.stats(left)?.ino === this.stats(right)?.ino;
  }

  private folderAt(path: string): FolderEntry {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const found = this.readFolder(path);
    this.folders.set(path, found);
    return found;
  }

  private readFolder(path: string): FolderEntry {
    const above = this.folderAt(posix.dirname(path));
    if (above.kind !== "folder") return above;
    const stats = this.stats(path);
    return stats?.isFile() ? { kind: "under-file", file: path } : this.classify(path, stats);
  }

  private classify(path: string, stats: Stats | undefined): FolderEntry {
    const unusable = (problem: string): FolderEntry => ({
      kind: "unusable",
      problem: `${this.name(path)} ${problem}`,
    });
    if (stats === undefined) return { kind: "nothing" };
    if (stats.isSymbolicLink()) {
      const target = attempt(`read ${this.name(path)}`, () => readlinkSync(this.name(path)));
      return unusable(
        `is a symbolic link to ${target}, and links are not followed: replace it with its target, or move it away`,
      );
    }
    if (!stats.isDirectory()) return unusable("is not a regular file: move it away");
    if (stats.dev !== this.device) {
      return unusable(
        `is on a different file system than ${this.root}, so its files cannot be replaced atomically: unmount it, or choose another output folder`,
      );
    }
    return { kind: "folder" };
  }

  private stats(path: string): Stats | undefined {
    const name = this.name(path);
    return attempt(`read ${name}`, () => unless(["ENOENT"], () => lstatSync(name)));
  }

  private read(path: string): Buffer {
    const name = this.name(path);
    return attempt(`read ${name}`, () => readFileSync(name));
  }

  private name(path: string): string {
    return join(this.root, path);
  }
}

/** Throws if a folder that is to change is not writable; of a missing folder, the nearest existing parent counts. */
export function requireWritable(root: string, paths: readonly string[]): void {
  const checked = new Set<string>();
  for (const path of paths) requireWritableFolder(dirname(join(root, path)), checked);
}

function requireWritableFolder(folder: string, checked: Set<string>): void {
  if (checked.has(folder)) return;
  checked.add(folder);
  const writable = attempt(`write to ${folder}`, () =>
    unless(["ENOENT", "ENOTDIR"], () => {
      // With the slash, a file in place of the folder counts as a missing folder.
      accessSync(`${folder}/`, constants.W_OK | constants.X_OK);
      return true;
    }),
  );
  if (!writable) requireWritableFolder(dirname(folder), checked);
}

/**
 * Creates a folder and its parents. The recursive mode of Node.js reports a wrong reason if that fails ("no such
 * file" on a read-only file system), and does not terminate in /proc.
 */
export function createWithParents(folder: string): void {
  if (existsSync(folder)) return;
  createWithParents(dirname(folder));
  const created = unless(["EEXIST"], () => {
    mkdirSync(folder);
    return true;
  });
  // If another run created it, this succeeds. If it is a dangling link, this throws.
  if (!created) statSync(folder);
}

/** Creates the missing parent folders of the paths: all of them or, on an error, none. */
export function createFolders(root: string, paths: readonly string[]): void {
  const missing = [...new Set(paths.flatMap(foldersOf))].filter(
    (folder) => !existsSync(join(root, folder)),
  );
  try {
    for (const folder of missing) {
      attempt(`create ${join(root, folder)}`, () => mkdirSync(join(root, folder)));
    }
  } catch (error) {
    removeEmptyFolders(root, missing.reverse());
    throw error;
  }
}

/** Removes the folders that exist and are empty; the innermost must come first. */
export function removeEmptyFolders(root: string, folders: readonly string[]): void {
  for (const folder of folders) {
    attempt(`remove ${join(root, folder)}`, () =>
      unless(["ENOTEMPTY", "EEXIST", "ENOENT"], () => rmdirSync(join(root, folder))),
    );
  }
}
