import { lstatSync, readdirSync, readFileSync, readlinkSync, type Stats, statSync } from "node:fs";
import { join, posix } from "node:path";
import { attempt, unless } from "./errors";

/** What stands at a path of the output folder. */
export type Found =
  | { readonly kind: "nothing" }
  | { readonly kind: "file"; readonly content: Buffer }
  | { readonly kind: "folder" }
  /** A regular file stands where a folder above the path is needed. */
  | { readonly kind: "under-file"; readonly file: string }
  /** Neither a regular file nor a folder that can be written to: why, and the remedy. */
  | { readonly kind: "unusable"; readonly problem: string };

type FoundFolder = Exclude<Found, { readonly kind: "file" }>;

/**
 * Reads the output folder without following a symbolic link below it, be it one that stays inside:
 * two paths to one file would mean two owners. The output folder itself may be a link.
 */
export class Disk {
  private readonly folders = new Map<string, FoundFolder>([[".", { kind: "folder" }]]);
  private readonly device: number | undefined;

  constructor(private readonly root: string) {
    this.device = attempt(`read ${root}`, () => unless(["ENOENT"], () => statSync(root).dev));
  }

  look(path: string): Found {
    const above = this.folder(posix.dirname(path));
    if (above.kind !== "folder") return above;
    const stats = this.stats(path);
    return stats?.isFile()
      ? { kind: "file", content: this.read(path) }
      : this.classify(path, stats);
  }

  /** Everything below a folder, on every level. */
  below(path: string): string[] {
    const folder = this.name(path);
    const names = attempt(`read ${folder}`, () => readdirSync(folder));
    return names.flatMap((name) => {
      const entry = posix.join(path, name);
      return this.stats(entry)?.isDirectory() ? [entry, ...this.below(entry)] : [entry];
    });
  }

  /** Whether two spellings mean one file, as they do where the file system ignores case. */
  isSame(left: string, right: string): boolean {
    return this.stats(left)?.ino === this.stats(right)?.ino;
  }

  private folder(path: string): FoundFolder {
    const known = this.folders.get(path);
    if (known !== undefined) return known;
    const found = this.lookForFolder(path);
    this.folders.set(path, found);
    return found;
  }

  private lookForFolder(path: string): FoundFolder {
    const above = this.folder(posix.dirname(path));
    if (above.kind !== "folder") return above;
    const stats = this.stats(path);
    return stats?.isFile() ? { kind: "under-file", file: path } : this.classify(path, stats);
  }

  private classify(path: string, stats: Stats | undefined): FoundFolder {
    const unusable = (problem: string): FoundFolder => ({
      kind: "unusable",
      problem: `${this.name(path)} ${problem}`,
    });
    if (stats === undefined) return { kind: "nothing" };
    if (stats.isSymbolicLink()) {
      const target = attempt(`read ${this.name(path)}`, () => readlinkSync(this.name(path)));
      return unusable(
        `is a symbolic link to ${target}, and links are not followed: replace it by what it names, or move it away`,
      );
    }
    if (!stats.isDirectory()) return unusable("is not a regular file: move it away");
    if (stats.dev !== this.device) {
      return unusable(
        `is on another file system than ${this.root}, so files there could not be replaced in one step: unmount it, or choose another output folder`,
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
