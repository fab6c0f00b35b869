import { expect, it } from "vitest";
import {
  type Justfile,
  type Parameter,
  printJustfile,
  type Recipe,
} from "../../../nix-modules/justfile";
import { describeWithTools } from "../../support/tools";
import { just } from "../files/support/just";

const QUOTES: Parameter = { name: "word", oneOf: ["it's", 'a "b" \\', "a.c"], default: "it's" };

describeWithTools(["just"], "a printed justfile, read by just", () => {
  it("escapes braces in shell code", () => {
    const text = print({ name: "say", body: "echo {{ x }} '{{{{'" });
    expect(just(text, ["say"]).stdout).toBe("{{ x }} {{{{\n");
  });

  it.each(QUOTES.oneOf)("passes the value %j unchanged", (value) => {
    const text = print({ name: "say", parameters: [QUOTES], body: "printf '%s' \"$word\"" });
    expect(just(text, ["say", value]).stdout).toBe(value);
  });

  it("uses the default of a missing argument", () => {
    const text = print({ name: "say", parameters: [QUOTES], body: 'echo "$word"' });
    expect(just(text, ["say"]).stdout).toBe("it's\n");
  });

  it.each(["", "abc", "its", "a.c ", "it's|a.c", "$(id)"])("refuses the value %j", (value) => {
    const text = print({ name: "say", parameters: [QUOTES], body: "echo never" });
    const { status, stdout } = just(text, ["say", value]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
  });

  it("runs several lines as one script, which stops at the first failure", () => {
    const text = print({
      name: "script",
      body: "x=1\nif true; then\n    echo $x\nfi\nfalse\necho 2",
    });
    const { status, stdout } = just(text, ["script"]);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "1\n" });
  });

  it("runs dependencies first, with values and with parameters of the recipe", () => {
    const target: Parameter = { name: "target", oneOf: ["a", "b"] };
    const first: Recipe = { name: "first", parameters: [target], body: "@echo first $target" };
    const second: Recipe = {
      name: "second",
      parameters: [target],
      dependencies: [
        { recipe: first, arguments: ["a"] },
        { recipe: first, arguments: [target] },
      ],
      body: "@echo second $target",
    };
    const text = print(first, second);
    expect(just(text, ["second", "b"]).stdout).toBe("first a\nfirst b\nsecond b\n");
  });

  it("has variables in the environment, and the command line can override them", () => {
    const text = print({ name: "say", body: '@echo "$TOOL"' });
    expect(just(text, ["say"]).stdout).toBe("found\n");
    expect(just(text, ["TOOL=chosen", "say"]).stdout).toBe("chosen\n");
  });

  it("lists recipes that are not private, with their comments", () => {
    const text = print(
      { name: "shown", comment: "What it does", body: "true" },
      { name: "hidden", private: true, body: "true" },
    );
    expect(just(text, ["--list"]).stdout).toBe("Available recipes:\n    shown # What it does\n");
  });

  it("has the format of just --fmt", () => {
    const text = print(
      { name: "one", private: true, parameters: [QUOTES], body: "a\n\nb" },
      { name: "two", comment: "Two", body: "true" },
    );
    expect(just(text, ["--unstable", "--fmt", "--check"])).toMatchObject({ status: 0, stdout: "" });
  });
});

function print(...recipes: readonly Recipe[]): string {
  const justfile: Justfile = {
    optionalImport: { path: "other.just", comment: "Others" },
    variables: [{ name: "TOOL", comment: "A tool", command: "echo found" }],
    recipes,
  };
  return printJustfile(justfile);
}
