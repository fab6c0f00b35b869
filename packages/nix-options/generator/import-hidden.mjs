/**
 * Adds the options that manuals omit to a list in `schema/`: internal options, and the old names of renamed
 * ones. Usage: `node generator/import-hidden.mjs nix-darwin darwin.json`, with the output of `nix build
 * .#option-list`.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { convertOptionList } from "../lib/list/convert.js";
import { listText, parseListText } from "../lib/list/list-text.js";

const [, , name, file] = process.argv;
const path = join(import.meta.dirname, `../schema/${name}.json`);

/** Sets with separate lists, or with options that do not belong to the list. */
const ELSEWHERE = ["clan", "clanCore", "disko", "home-manager", "sops"];

const documented = Object.values(JSON.parse(readFileSync(file, "utf8")));
const places = new Set(
  documented
    .filter(({ internal, loc, visible }) => (internal || !visible) && !ELSEWHERE.includes(loc[0]))
    .map(({ loc }) => loc.join(".")),
);
const hidden = documented.filter(({ loc }) =>
  loc.some((_, index) => places.has(loc.slice(0, index + 1).join("."))),
);
const list = parseListText(readFileSync(path, "latin1"));
const options = added(list.options, convertOptionList(hidden, list).options);
writeFileSync(path, listText({ ...list, options }));

/** Adds only missing options. */
function added(listed, { c = {}, ...own }) {
  const children = Object.entries(c).map(([child, node]) => [
    child,
    added(listed.c?.[child] ?? {}, node),
  ]);
  const all = { ...listed.c, ...Object.fromEntries(children) };
  const sorted = Object.entries(all).sort(([a], [b]) => (a < b ? -1 : 1));
  const flags = listed.t || listed.c ? listed : own;
  return { ...(sorted.length > 0 && { c: Object.fromEntries(sorted) }), ...without(flags) };
}

function without({ c: _, ...flags }) {
  return flags;
}
