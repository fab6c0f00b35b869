import {
  checkOptions,
  convertOptionList,
  listText,
  OptionListError,
  optionTypes,
  parseListText,
} from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { messagesByLine } from "./support/compile";

const SOURCE = { name: "NixOS", version: "26.05" };

/** As `lib.optionAttrSetToDocList` lists options. */
const DOCUMENTED = [
  option("services.web.enable", "boolean", {
    default: { _type: "literalExpression", text: "false" },
  }),
  option("services.web.mode", 'one of "a", "b"', { default: { text: '"a"' } }),
  option("services.web.sites", "attribute set of (submodule)", { default: {} }),
  option(
    "services.web.sites.<name>.port",
    "16 bit unsigned integer; between 0 and 65535 (both inclusive)",
  ),
  option("services.web.sites.<name>.aliases", "null or (list of string)", { default: null }),
  option("services.web.paths", "list of (submodule)", { default: [] }),
  option("services.web.paths.*.at", "absolute path"),
  option("services.web.settings", "open submodule of attribute set of (string or signed integer)", {
    default: {},
  }),
  option("services.web.settings.level", "signed integer", { default: 1 }),
  option("services.web.url", "string", { readOnly: true }),
  option("services.oldWeb.enable", "boolean", { visible: false }),
  option("services.oldWeb.level", "submodule", { visible: false }),
  option("services.web.sites.<name>._module.args", "lazy attribute set of raw value", {
    internal: true,
  }),
  option("services.web.built", "package", { internal: true }),
  option("services.removed", "unspecified value", { visible: false }),
];

function option(name: string, type: string, more: object = {}) {
  return { name, loc: name.split("."), type, description: "", declarations: [], ...more };
}

const list = convertOptionList(DOCUMENTED, SOURCE);
const problemsOf = (settings: unknown) =>
  checkOptions("nixos", settings, { list }).map(({ kind, path }) => `${kind} ${path}`);

describe("an option list from Nix", () => {
  it("replaces the package's list, and messages name its version", () => {
    const good = {
      services: {
        // The second is the old name of services.web.settings.level.
        oldWeb: { enable: true, level: 2 },
        web: {
          enable: true,
          mode: "b",
          paths: [{ at: "/x" }],
          settings: { any: 1, level: 2 },
          sites: { "a.b": { port: 80, aliases: null, _module: { args: {} } } },
        },
      },
    };
    expect(problemsOf(good)).toEqual([]);
    expect(
      problemsOf({
        services: {
          nginx: { enable: true },
          removed: 1,
          web: { mode: "c", settings: { any: true }, sites: { x: { port: 70_000 } }, url: "x" },
        },
      }),
    ).toEqual([
      "unknown-option services.nginx",
      "unknown-option services.removed",
      "wrong-type services.web.mode",
      "wrong-type services.web.settings.any",
      "wrong-type services.web.sites.x.port",
      "read-only services.web.url",
    ]);
    expect(checkOptions("nixos", { services: { wbe: {} } }, { list })).toMatchObject([
      {
        list: "the option list of NixOS 26.05",
        nearest: ["web"],
        what: "services.wbe is not in the option list of NixOS 26.05",
      },
    ]);
  });

  it("suggests no hidden options", () => {
    const [old, internal] = checkOptions(
      "nixos",
      { services: { oldWb: {}, web: { buit: 1 } } },
      { list },
    );
    expect(old).toMatchObject({ nearest: [], allowed: "web" });
    expect(internal).toMatchObject({ nearest: [] });
    expect(optionTypes(list, "nixos")).not.toContain("_module");
  });

  it("gives the same options as options.json", () => {
    const byName = Object.fromEntries(DOCUMENTED.map(({ name, ...rest }) => [name, rest]));
    expect(convertOptionList(byName, SOURCE)).toEqual(list);
  });

  it("has types that replace those of the package", () => {
    const types = optionTypes(list, "nixos");
    const uses = `
import type { DarwinOptions, NixosOptions } from "@nix-fleet/nix-options";
export const good: NixosOptions = { services: { web: { enable: true, mode: "b", sites: { x: { port: 80 } } } } };
export const misspelt: NixosOptions = { services: { web: { enabel: true } } };
export const member: NixosOptions = { services: { web: { mode: "c" } } };
export const other: NixosOptions = { services: { nginx: { enable: true } } };
export const darwin: DarwinOptions = { homebrew: { enable: true } };
`;
    const messages = messagesByLine(types + uses).slice(types.split("\n").length + 1);
    expect(messages[0]).toBeUndefined();
    expect(messages[1]).toMatch(/Did you mean to write 'enable'/);
    expect(messages[2]).toMatch(/is not assignable to type 'Option<"a" \| "b">/);
    expect(messages[3]).toMatch(/'nginx' does not exist/);
    expect(messages[4]).toBeUndefined();
  }, 120_000);

  it("is the same after it is written and read", () => {
    const text = listText(list);
    expect(JSON.parse(text)).toEqual(list);
    expect(JSON.parse(JSON.stringify(parseListText(text)))).toEqual(list);
  });
});

it.each([
  ["a text", "text", '"text" is not a list of options'],
  ["an empty list", [], "the list of options is empty"],
  ["a list of names", ["services.web.enable"], 'item 0 is "services.web.enable", not an option'],
  ["a list without types", [{ name: "a", loc: ["a"] }], "a has no type description (nothing)"],
  [
    "structured types",
    { a: { loc: ["a"], type: { name: "bool" } } },
    'a has no type description ({"name":"bool"})',
  ],
  [
    "options without a path",
    { a: { type: "boolean" } },
    "a has no loc, the list of names in its path (nothing)",
  ],
])("refuses %s and says which files it takes", (_, json, message) => {
  const convert = () => convertOptionList(json, SOURCE);
  expect(convert).toThrow(OptionListError);
  expect(convert).toThrow(message);
  expect(convert).toThrow("lib.optionAttrSetToDocList");
});
