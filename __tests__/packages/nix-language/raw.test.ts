import { spawnSync } from "node:child_process";
import { NixValueError, nix, print } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";

/** Source as people write it, with all that could be taken for an open bracket or a stray sign. */
const VALID = [
  "a ? b.c",
  "-1",
  "!a",
  "a.b or c",
  "f or",
  "a.b.c or (throw ''no c'')",
  "{ a = 1; }.a",
  "rec { a = 1; b = a; }",
  "{ inherit a; inherit (b) c d; }",
  "{ inherit; }",
  '{ a.b."c d".${e} = 1; "${f}" = 2; }',
  "let a = 1; b = with c; d; in a + b",
  "let { body = 1; }",
  "let in 1",
  "with a; with b; c",
  "assert a == b; c",
  "if a then b else if c then d else e",
  "if let a = true; in a then b else c",
  "{ a = if b then c else d; e = let f = 1; in f; }",
  "let a = if b then c else d; in a",
  "{ a, b ? 1, ... }@args: args // { inherit a; }",
  "args@{ ... }: args",
  "{ }: 1",
  "x: y: x + y",
  "x:x",
  "_: prev: { foo = prev.foo; }",
  "map (x: x * 2) [ 1 2 3 ]",
  "[ (a b) c ]",
  "[ 1.5 .5 1. 1e3 ]",
  "builtins.foldl' (a: b: a + b) 0 [ ]",
  "lib.foldl' f' x'",
  "toString 1",
  "constructor",
  "a -> b && c || !d",
  "a <= b != (c >= d)",
  "[ ] ++ a // b",
  "f |> g |> h",
  "f <| g",
  '"text # no comment ; = } ] )"',
  '"a ${b "c ${d}"} e"',
  '"$${a} $$${b} \\${c} $"',
  '"\\""',
  "''text # no comment ; = } \" ''",
  "''a ${b ''c ${d}''} e''",
  "''''${a} ''$ ''' ''\\n $${b} ' $''",
  "''a'b'' + ''c$''",
  "\"\" + ''''",
  "./a/b.nix",
  "../.",
  "./a${b}/c",
  "./${a}.nix",
  "./${a}+",
  "a/b",
  "a/${b}/c",
  "~/a",
  "~/${a}",
  "/etc/${a}/b",
  "<nixpkgs>",
  "<nixpkgs/lib>",
  "import <nixpkgs> { }",
  "http://example.org/a?b=c&d=e",
  '"a" + http://example.org/?b=c',
  "mailto:a@example.org",
  "[1http://example.org/?a=b]",
  "1 /* a comment with ( and ; */ + 2",
  "/* first */ a",
  "a /* last **/",
  "/**/ a",
  'f "#" /* } */ ./a',
  "a.${b}.c",
  'a."${b}"',
  "__curPos",
  "(import ./x.nix { inherit lib; }).y",
  'config.sops.secrets."a/b".path',
  'builtins.match "([^=]*)=(.*)" a',
  "lib.mkIf (a != null && a.b or false) { c = ''d''; }",
];

/** Source that is not an expression, with the error. */
const INVALID: readonly [string, RegExp][] = [
  ["f (a", /"\(" at character 3 is not closed/],
  ["f a)", /"\)" at character 4 has no opening bracket/],
  ["[ 1 (2 ]", /"\(" at character 5 is not closed/],
  ["{ a = 1;", /"\{" at character 1 is not closed/],
  ['"a', /"\\"" at character 1 is not closed/],
  ['"a ${b"', /"\$\{" at character 4 is not closed|"\\"" at character 7 is not closed/],
  ["''a", /"''" at character 1 is not closed/],
  ["''$'''", /"''" at character 1 is not closed/],
  ["''a'''", /"''" at character 1 is not closed/],
  ["a /* b", /"\/\* b" at character 3 is not closed/],
  ["a /*/ b", /at character 3 is not closed/],
  ["a;", /";" at character 2 is misplaced/],
  ["a = 1", /"=" at character 3 is misplaced/],
  ["(a = 1)", /"=" at character 4 is misplaced/],
  ["[ a; ]", /";" at character 4 is misplaced/],
  ["{ a = if b then c; }", /"then" at character 12 has no "else"/],
  ["if a then b", /"then" at character 6 has no "else"/],
  ["if a", /"if" at character 1 has no "then"/],
  ["a else b", /"else" at character 3 is misplaced/],
  ["let a = 1;", /"let" at character 1 has no "in"/],
  ["(let a = 1; b)", /"let" at character 2 has no "in"/],
  ["with a b", /"with" at character 1 has no ";"/],
  ["()", /"\(" at character 1 is empty/],
  ['"${}"', /"\$\{" at character 2 is empty/],
  ["a +", /nothing follows "\+" at character 3/],
  ["x:", /nothing follows ":" at character 2/],
  ["f (a.)", /nothing follows "\." at character 5/],
  ["* a", /"\*" at character 1 is misplaced/],
  ["then", /"then" at character 1 is misplaced/],
  ["$a", /"\$" at character 1 is not a symbol of Nix/],
  ["a & b", /"&" at character 3 is not a symbol of Nix/],
  ["é", /"é" at character 1 is not a symbol of Nix/],
  ["f\u00a0x", /"\\u00a0" at character 2 is not a symbol of Nix/],
  ["f \u200bx", /"\\u200b" at character 3 is not a symbol of Nix/],
];

describe("nix.raw", () => {
  it.each(VALID)("accepts %s unchanged", (source) => {
    expect(print(nix.raw(source))).toBe(`${source}\n`);
  });

  it.each(INVALID)("refuses %s and names the character", (source, message) => {
    expect(() => nix.raw(source)).toThrow(NixValueError);
    expect(() => nix.raw(source)).toThrow(message);
    expect(() => nix.raw(source)).toThrow(/: correct it, or build it with nix\.\*$/);
  });

  it("refuses several lines, empty text, and a comment that hides the code after it", () => {
    expect(() => nix.raw("a\nb")).toThrow(/is not one line of Nix/);
    expect(() => nix.raw(" ")).toThrow(/is not one line of Nix/);
    expect(() => nix.raw('f "a" # why')).toThrow(/use nix\.comment/);
    expect(() => nix.raw("''a'' # ''")).toThrow(/use nix\.comment/);
  });

  it("reads a long source only once, however its brackets are nested", () => {
    const depth = 20_000;
    const source = `${"(".repeat(depth)}a${")".repeat(depth)}`;
    expect(print(nix.raw(source))).toBe(`${source}\n`);
    expect(() => nix.raw(source.slice(0, -1))).toThrow(/"\(" at character 1 is not closed/);
  });
});

describeWithTools(["nix-instantiate"], "nix.raw, compared with Nix", () => {
  it("accepts source that Nix parses", () => {
    const { stdout, stderr } = parse(`[\n${VALID.map((source) => `(${source}\n)`).join("\n")}\n]`);
    expect(stdout, stderr).not.toBe("");
  });

  it.each(INVALID)("refuses source that Nix does not parse: %s", (source) => {
    expect(parse(`(${source}\n)`).status).not.toBe(0);
  });
});

/** Parses source in a scope in which any variable may be defined. */
function parse(source: string) {
  const options = ["--parse", "--extra-experimental-features", "pipe-operators", "-"];
  return spawnSync("nix-instantiate", options, { input: `with { }; ${source}`, encoding: "utf8" });
}
