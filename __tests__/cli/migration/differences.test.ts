import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { compareStates } from "../../../cli/migration/state/differences";
import { readDump } from "../../../cli/migration/state/dump";
import type { AllowedDifference } from "../../../constructs";

const state = (name: string) =>
  readDump(readFileSync(join(__dirname, "dumps", `${name}.txt`), "utf8"), name);
const before = state("blackphos-before");
const after = state("blackphos-after");
const because = "it is so";

/** The names of the differences that are still not allowed, and of what is allowed in vain. */
function compared(...allowed: readonly AllowedDifference[]) {
  const { differences, needless } = compareStates(before, after, allowed);
  return {
    wrong: differences.filter((one) => one.allowedBecause === undefined).map(({ name }) => name),
    needless: needless.map(({ name }) => name),
  };
}

it.each<AllowedDifference>([
  { difference: "renamed", of: "package", name: "exa", to: "eza", because },
  { difference: "dropped", of: "package", name: "exa", because },
  { difference: "changed", of: "package", name: "ripgrep", because },
  { difference: "moved-to-nix", of: "formula", name: "jq", because },
  { difference: "changed", of: "shell", name: "zsh", because },
])("allows: $of $name, $difference", (allowed) => {
  const { wrong, needless } = compared(allowed);
  expect(wrong).not.toContain(allowed.name);
  expect(needless).toEqual([]);
});

it.each<AllowedDifference>([
  { difference: "renamed", of: "package", name: "exa", to: "lsd", because },
  { difference: "changed", of: "package", name: "exa", because },
  { difference: "dropped", of: "formula", name: "exa", because },
  { difference: "dropped", of: "package", name: "ripgrep", because },
  { difference: "moved-to-nix", of: "formula", name: "wget", because },
])("does not allow: $of $name, $difference", (allowed) => {
  const { wrong, needless } = compared(allowed);
  expect(wrong).toContain(allowed.name);
  expect(needless).toEqual([allowed.name]);
});

it("does not allow a renamed service that fails", () => {
  const name = "homebrew.mxcl.postgresql@16";
  const to = "org.nixos.postgresql";
  const allowed: AllowedDifference = { difference: "renamed", of: "service", name, to, because };
  expect(compareStates(before, after, [allowed]).needless).toEqual([]);
  const failing = { ...after, services: { ...after.services, [to]: "failed" as const } };
  expect(compareStates(before, failing, [allowed]).needless).toEqual([allowed]);
});

it("finds no difference in the same state, new items and newer versions", () => {
  expect(compareStates(before, before, []).differences).toEqual([]);
  const newer = { ...before, packages: { ...before.packages, fish: "4.10.0", zed: "1" } };
  expect(compareStates(before, newer, []).differences).toEqual([]);
});
