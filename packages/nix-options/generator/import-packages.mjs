/**
 * Imports new names of packages into `schema/packages.json`: `node generator/import-packages.mjs <names.json>
 * <sets.json>`.
 *
 * The first file is the list of top-level attributes of nixpkgs that are packages. The second file contains
 * the package sets by name, each with a list of names.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const SCHEMA = join(import.meta.dirname, "../schema/packages.json");

/** Sets of the same packages for different versions of a language. The first one contains all names. */
const FAMILIES = [
  ["python3Packages", "python312Packages", "python313Packages"],
  ["perlPackages", "perl538Packages", "perl540Packages"],
  ["rubyPackages", "rubyPackages_3_1", "rubyPackages_3_2", "rubyPackages_3_4"],
  [
    "luaPackages",
    "lua51Packages",
    "lua52Packages",
    "lua53Packages",
    "lua54Packages",
    "luajitPackages",
  ],
  ["nodePackages", "nodePackages_latest"],
];

/** Sets without packages to install. */
const NO_PACKAGES = ["home-assistant-component-tests"];

const [top, sets] = process.argv.slice(2).map((file) => JSON.parse(readFileSync(file, "utf8")));
for (const name of NO_PACKAGES) delete sets[name];
const same = {};
for (const [first, ...others] of FAMILIES) {
  sets[first] = [first, ...others].flatMap((name) => sets[name] ?? []);
  for (const name of others) {
    delete sets[name];
    same[name] = first;
  }
}

writeFileSync(
  SCHEMA,
  `${JSON.stringify(
    {
      names: text(top),
      sets: Object.fromEntries(
        Object.keys(sets)
          .filter((name) => sets[name].length > 0)
          .sort()
          .map((name) => [name, text(sets[name])]),
      ),
      same,
    },
    null,
    1,
  )}\n`,
);

/** Sorted names, separated by spaces. Omits a few entries of the sources that are not valid names. */
function text(names) {
  const valid = names.filter((name) => /^[A-Za-z_][\w'+-]*$/.test(name));
  return [...new Set(valid)].sort().join(" ");
}
