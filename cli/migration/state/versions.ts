/** Name and version of a package in a store path, split as Nix does. */
export interface Package {
  readonly name: string;
  /** `""` without a version. */
  readonly version: string;
}

const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+)$/;

/** Name suffixes of secondary package outputs, and of environments, in nixpkgs. */
const OUTPUT = /-(?:bin|debug|dev|devdoc|doc|env|info|lib|man|out|static)$/;

/** The package of a store path; undefined for other paths. The name ends before a dash without a following letter. */
export function packageOf(path: string): Package | undefined {
  const base = STORE_PATH.exec(path)?.[1];
  if (base === undefined) return undefined;
  const [, name = base, version = ""] = /^(.*?)-(?![a-zA-Z])(.+)$/.exec(base) ?? [];
  return { name, version: version.replace(OUTPUT, "") };
}

/** Whether a version is lower than another one, in the order of `builtins.compareVersions` of Nix. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [components(version), components(than)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a = "", b = ""] = [left[index], right[index]];
    if (a !== b) return isLower(a, b);
  }
  return false;
}

/** Runs of digits or other characters between dots, dashes and, in casks, commas. */
function components(version: string): readonly string[] {
  return version.match(/\d+|[^\d.,-]+/g) ?? [];
}

function isLower(a: string, b: string): boolean {
  const isNumber = (text: string) => /^\d+$/.test(text);
  if (isNumber(a) && isNumber(b)) return BigInt(a) < BigInt(b);
  if (a === "" && isNumber(b)) return true;
  if (a === "pre" && b !== "pre") return true;
  if (b === "pre") return false;
  if (isNumber(b)) return true;
  if (isNumber(a)) return false;
  return a < b;
}
