import { type Dirent, readdirSync, readFileSync } from "node:fs";
import { join, posix } from "node:path";
import { attempt, unless } from "./errors";
import { isGenerated } from "./orphans";

const ABSENT = ["ENOENT", "ENOTDIR"];

/** The files of a folder, generated or not. Each folder is read once, when a file in it is first requested. */
export class RepositoryFiles {
  private readonly folders = new Map<string, ReadonlyMap<string, Dirent>>();

  constructor(private readonly root: string) {}

  /** Whether there is a file or a link at a path; a link can refer to a file. */
  has(path: string): boolean {
    const entry = this.entryAt(path);
    return entry !== undefined && !entry.isDirectory();
  }

  textOf(path: string): string | undefined {
    if (!this.has(path)) return undefined;
    const file = join(this.root, path);
    return attempt(`read ${file}`, () =>
      unless([...ABSENT, "EISDIR"], () => readFileSync(file, "utf8")),
    );
  }

  ownNixFiles(folder: string): readonly string[] {
    return [...this.entriesOf(folder).values()]
      .filter(({ name }) => !name.startsWith("_"))
      .flatMap((entry) => {
        const path = posix.join(folder, entry.name);
        if (entry.isDirectory()) return this.ownNixFiles(path);
        return path.endsWith(".nix") && !isGenerated(this.textOf(path) ?? "") ? [path] : [];
      })
      .sort();
  }

  private entryAt(path: string): Dirent | undefined {
    const { dir, base } = posix.parse(path);
    return this.entriesOf(dir).get(base);
  }

  private entriesOf(folder: string): ReadonlyMap<string, Dirent> {
    const known = this.folders.get(folder);
    if (known !== undefined) return known;
    const isThere = folder === "" || this.entryAt(folder) !== undefined;
    const entries = isThere ? this.read(join(this.root, folder)) : [];
    const byName = new Map(entries.map((entry) => [entry.name, entry]));
    this.folders.set(folder, byName);
    return byName;
  }

  private read(folder: string): readonly Dirent[] {
    return attempt(
      `read ${folder}`,
      () => unless(ABSENT, () => readdirSync(folder, { withFileTypes: true })) ?? [],
    );
  }
}
