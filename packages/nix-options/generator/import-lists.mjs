/**
 * Imports new lists into `schema/`: `node generator/import-lists.mjs <folder>`.
 *
 * The folder contains `<name>.json` for each list of SOURCES, in the format of `list/option-list.ts`, but
 * with patterns as Nix prints them, and with type descriptions instead of types. The script converts both.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { listText } from "../lib/list/list-text.js";
import { parseType } from "../lib/list/parse-type.js";

const SCHEMA = join(import.meta.dirname, "../schema");

/** Lists by file, with the name and version for messages. */
const SOURCES = {
  nixos: { name: "NixOS", version: "25.11", patterns: "plain" },
  "nix-darwin": { name: "nix-darwin", version: "2026-06", patterns: "escaped" },
  "home-manager": { name: "home-manager", version: "2026-08", patterns: "escaped" },
  "home-manager-system": { name: "home-manager", version: "2026-08", patterns: "escaped" },
  disko: { name: "disko", version: "2026-03", patterns: "escaped" },
  "sops-nix": { name: "sops-nix", version: "2026-06", patterns: "escaped" },
  clan: { name: "clan-core", version: "2026-08", patterns: "escaped" },
};

const required = JSON.parse(readFileSync(join(SCHEMA, "required.json"), "utf8"));

for (const [file, { name, version, patterns }] of Object.entries(SOURCES)) {
  const root = JSON.parse(readFileSync(join(process.argv[2], `${file}.json`), "utf8"));
  const options = node(root, patterns === "escaped");
  for (const path of required[file] ?? []) markRequired(options, path);
  writeFileSync(join(SCHEMA, `${file}.json`), listText({ name, version, options }));
}

function node({ c, t, ...flags }, escaped) {
  return {
    ...(c && { c: children(c, escaped) }),
    ...(t && { t: type(t, escaped) }),
    ...flags,
  };
}

function children(c, escaped) {
  const names = Object.entries(c).map(([name, child]) => [
    /^<.*>$/.test(name) ? "<name>" : name,
    node(child, escaped),
  ]);
  return Object.fromEntries(names.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function type([kind, ...args], escaped) {
  switch (kind) {
    case "q":
      return parseType(args[0]);
    case "match":
      return [kind, escaped ? args[0].replace(/\\(.)/gs, "$1") : args[0]];
    case "or":
      return [kind, args[0].map((inner) => type(inner, escaped)), args[1]];
    case "nullOr":
    case "listOf":
    case "ne":
    case "attrsOf":
    case "opensub":
      return [kind, type(args[0], escaped)];
    default:
      return [kind, ...args];
  }
}

function markRequired(options, path) {
  const found = path.split(".").reduce((parent, name) => parent?.c?.[name], options);
  if (found?.t === undefined || found.o)
    throw new Error(`required, but missing or with a default: ${path}`);
  found.m = 1;
}
