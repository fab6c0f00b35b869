import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { RepositoryFiles } from "../../writer";

let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "fleet-files-"));
  mkdirSync(join(root, "nixos/empty"), { recursive: true });
  writeFileSync(join(root, "nixos/nginx.nix"), "{ }\n");
});

afterEach(() => rmSync(root, { recursive: true }));

it("reads files that exist", () => {
  const files = new RepositoryFiles(root);
  expect(files.has("nixos/nginx.nix")).toBe(true);
  expect(files.textOf("nixos/nginx.nix")).toBe("{ }\n");
});

it.each(["nixos", "nixos/empty", "nixos/other.nix", "nixos/nginx.nix/x.nix", "other/x.nix"])(
  "has no file %s",
  (path) => {
    const files = new RepositoryFiles(root);
    expect([files.has(path), files.textOf(path)]).toEqual([false, undefined]);
  },
);

it("follows links, as Nix does", () => {
  symlinkSync("nginx.nix", join(root, "nixos/link.nix"));
  symlinkSync("nixos", join(root, "linked"));
  const files = new RepositoryFiles(root);
  expect(files.textOf("nixos/link.nix")).toBe("{ }\n");
  expect(files.textOf("linked/nginx.nix")).toBe("{ }\n");
});

it("has no files where there is no folder yet", () => {
  expect(new RepositoryFiles(join(root, "nix-config")).has("flake.nix")).toBe(false);
});
