/** A package out of a store path, as Nix tells name and version apart. */
export interface Package {
  readonly name: string;
  /** `""` if it has none. */
  readonly version: string;
}

const STORE_PATH = /^\/nix\/store\/[0-9a-df-np-sv-z]{32}-(.+)$/;

/** What nixpkgs calls the outputs of a package beside the main one, and environments around it. */
const OUTPUT = /-(?:bin|debug|dev|devdoc|doc|env|info|lib|man|out|static)$/;

/** The package of a store path; none if it is no store path. The name ends where a dash and no letter follow. */
export function packageOf(path: string): Package | undefined {
  const base = STORE_PATH.exec(path)?.[1];
  if (base === undefined) return undefined;
  const [, name = base, version = ""] = /^(.*?)-(?![a-zA-Z])(.+)$/.exec(base) ?? [];
  return { name, version: version.replace(OUTPUT, "") };
}

/** Whether a version is lower than another one, in the order of Nix' `builtins.compareVersions`. */
export function isOlder(version: string, than: string): boolean {
  const [left, right] = [components(version), components(than)];
  for (let index = 0; index < Math.max(left.length, right.length); index += 1) {
    const [a = "", b = ""] = [left[index], right[index]];
    if (a !== b) return isLower(a, b);
  }
  return false;
}

/** The digits and the other characters between dots, dashes and, as in casks, commas. */
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
