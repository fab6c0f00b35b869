import { execFile, execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { REPOSITORY } from "../support/run-fleet";

/** The folders of the packages that the library is made of, by what they are called there. */
export const PACKAGES: readonly string[] = readdirSync(join(REPOSITORY, "packages"));

/** Packs the library and its packages, as `npm pack` does, and returns the tarballs' paths by their names. */
export async function packAll(): Promise<ReadonlyMap<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), "fleet-tarballs-"));
  // Other tests read what the packages were built to, so that only the library itself is built here.
  await npm(REPOSITORY, "run", "--silent", "prepack");
  await npm(
    REPOSITORY,
    ...["pack", "--workspaces", "--include-workspace-root", "--ignore-scripts", "--silent"],
    ...["--pack-destination", folder],
  );
  const names = readdirSync(folder).map((file): [string, string] => [
    file.replace(/-\d.*\.tgz$/, ""),
    join(folder, file),
  ]);
  return new Map(names);
}

/** What a tarball holds, without the `package/` that all paths begin with. */
export function contents(tarball: string): readonly string[] {
  const listing = execFileSync("tar", ["-tzf", tarball], { encoding: "utf8" });
  return listing
    .trim()
    .split("\n")
    .map((path) => path.replace(/^package\//, ""));
}

/** An empty repository outside the checkout. */
export function emptyRepository(): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-consumer-"));
  mkdirSync(join(folder, ".git"));
  return folder;
}

/** Runs npm, which takes from its cache what that has. */
export async function npm(folder: string, ...args: readonly string[]): Promise<void> {
  const options = ["--prefer-offline", "--no-audit", "--no-fund"];
  await promisify(execFile)("npm", [...options, ...args], { cwd: folder });
}
