import { describe, expect, it } from "vitest";
import { parseManifest, printManifest, sha256 } from "../../writer/manifest";
import { invalidity } from "../../writer/paths";
import fc from "../support/fast-check";

const hash = fc.string().map(sha256);
const manifest = fc.uniqueArray(
  fc.tuple(
    fc.string().filter((path) => invalidity(path) === undefined),
    fc.uniqueArray(hash, { minLength: 1, maxLength: 2 }),
  ),
  { selector: ([path]) => path },
);

describe("the manifest", () => {
  it("is the same after it is written and read", () => {
    fc.assert(
      fc.property(manifest, (entries) => {
        const text = printManifest(new Map(entries));
        expect(new Map(parseManifest(text, "m"))).toEqual(new Map(entries));
      }),
    );
  });

  it("is JSON with one sorted line per file, so that git can merge it", () => {
    const text = printManifest(
      new Map([
        ["b.nix", ["2"]],
        ["a/c.nix", ["1"]],
      ]),
    );
    expect(text).toBe('{\n  "a/c.nix": "1",\n  "b.nix": "2"\n}\n');
  });

  it("includes the entries of both sides of a merge conflict", () => {
    const [a, b, c] = ["a", "b", "c"].map(sha256);
    const text = [
      "{",
      "<<<<<<< HEAD",
      `  "flake.nix": "${a}",`,
      `  "ours.nix": "${c}"`,
      "||||||| base",
      "=======",
      `  "flake.nix": "${b}"`,
      ">>>>>>> feature",
      "}",
    ].join("\n");
    expect([...parseManifest(text, "m")]).toEqual([
      ["flake.nix", [a, b]],
      ["ours.nix", [c]],
    ]);
  });

  it.each([
    ["no hash", '  "flake.nix": "abc"'],
    ["no JSON", "  flake.nix: 1"],
    ["two entries in a line", `  "a": "${sha256("a")}", "b": "${sha256("b")}"`],
    ["a path outside the folder", `  "../a": "${sha256("a")}"`],
    ["half a hash", '  "flake.nix": "0f3a'],
  ])("reports the line with %s, and the remedy", (_, line) => {
    expect(() => parseManifest(`{\n${line}\n}\n`, "out/.fleet-manifest.json")).toThrow(
      /^out\/\.fleet-manifest\.json, line 2: expected .*restore it with git checkout -- out\/\.fleet-manifest\.json/,
    );
  });

  it("is refused if it is truncated", () => {
    const whole = printManifest(
      new Map([
        ["a.nix", [sha256("1")]],
        ["b.nix", [sha256("2")]],
      ]),
    );
    const lines = whole.split("\n");
    for (const end of [1, 2, 3]) {
      const torn = lines.slice(0, end).join("\n");
      expect(() => parseManifest(torn, "m")).toThrow(/^m is truncated after line \d; restore it/);
    }
    expect(parseManifest(whole.trimEnd(), "m").size).toBe(2);
  });

  it("may be empty", () => {
    expect(parseManifest("", "m").size).toBe(0);
    expect(parseManifest("{}\n", "m").size).toBe(0);
  });
});
