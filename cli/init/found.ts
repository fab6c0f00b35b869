import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { OwnFile } from "../../constructs";
import { OWN_FILES } from "../../constructs/own-files";
import { MAIN_FILES } from "../main-file";

/** What the output folder already contains. */
export interface Found {
  /** Lines to print. */
  readonly lines: readonly string[];
  /** Hand-written files that the fleet does not generate. */
  readonly ownFiles: readonly OwnFile[];
}

/** Folders without hand-written files. */
const SKIPPED = [".git", ".terraform", "node_modules", "result"];

const JUSTFILES = ["justfile", "Justfile", ".justfile"];

/** Lists what an output folder contains, and which of its files conflict with generated ones. */
export function survey(folder: string): Found {
  const files = filesBelow(folder, "");
  const has = (path: string) => files.includes(path);
  const nix = files.filter((path) => path.endsWith(".nix"));
  const flake = has("flake.nix") ? read(folder, "flake.nix") : undefined;
  const source = nix.map((path) => read(folder, path)).join("\n");
  const justfile = JUSTFILES.find(has);
  const workflows = files.filter((path) => /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path));
  const modules = nix.filter((path) => path.startsWith("modules/"));
  const machines = foldersIn(folder, "machines");
  const inventory = has("inventory.json") || /\binventory\s*(\.\w+)*\s*=/.test(source);
  const states = files.filter((path) => /\.tfstate$/.test(path));

  const own: Readonly<Record<OwnFile, boolean>> = {
    ".clan-flake": has(".clan-flake"),
    ".github/workflows/ci.yml": workflows.length > 0,
    "README.md": has("README.md"),
    "flake.nix": flake !== undefined,
    justfile: justfile !== undefined,
    "modules/flake-parts/dev-shell.nix": /\bdevShells?\b/.test(source),
    "modules/flake-parts/formatter.nix": /\b(treefmt|formatter)\b/.test(source),
    "modules/flake-parts/meta.nix": /\boptions\.flake\.meta\b/.test(source),
    "terraform/.gitignore": has("terraform/.gitignore"),
  };
  return {
    ownFiles: OWN_FILES.filter((path) => own[path]),
    lines: [
      ...(flake === undefined ? [] : [`flake.nix with inputs ${listed(inputsIn(flake))}`]),
      ...(justfile === undefined ? [] : [justfile]),
      ...workflows,
      ...(modules.length === 0 ? [] : [`modules/ with ${counted(modules.length, "Nix file")}`]),
      ...(machines.length === 0 ? [] : [`machines/ with ${listed(machines)}`]),
      ...(inventory ? ["a clan inventory"] : []),
      ...states.map((path) => `${path}, a Terraform state`),
      ...MAIN_FILES.filter(has),
    ],
  };
}

/** Names of the inputs in the text of a flake.nix in its usual forms. */
function inputsIn(flake: string): readonly string[] {
  const names = flake.matchAll(/\b(?:inputs\.)?([\w-]+)(?:\.url\s*=|\s*=\s*\{\s*url\s*=)/g);
  return [...new Set([...names].map(([, name = ""]) => name))];
}

function filesBelow(root: string, folder: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  return readdirSync(path, { withFileTypes: true }).flatMap((entry) => {
    const below = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (!entry.isDirectory()) return entry.isFile() ? [below] : [];
    return SKIPPED.includes(entry.name) ? [] : filesBelow(root, below);
  });
}

function foldersIn(root: string, folder: string): readonly string[] {
  const path = join(root, folder);
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

function read(root: string, path: string): string {
  return readFileSync(join(root, path), "utf8");
}

function listed(names: readonly string[]): string {
  return names.length === 0 ? "none" : names.join(", ");
}

function counted(count: number, what: string): string {
  return `${count} ${what}${count === 1 ? "" : "s"}`;
}
