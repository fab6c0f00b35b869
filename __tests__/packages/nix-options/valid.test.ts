import { checkOptions } from "@nix-fleet/nix-options";
import { describe, expect, it } from "vitest";
import { DARWIN } from "./valid/darwin";
import { HIDDEN_DARWIN, HIDDEN_HOME, HIDDEN_NIXOS } from "./valid/hidden";
import { HOME } from "./valid/home";
import { MORE_NIXOS } from "./valid/more-nixos";
import { NIXOS } from "./valid/nixos";

// `npm run typecheck` compiles the same settings.
const CLASSES = [
  ["nixos", { ...NIXOS, ...MORE_NIXOS }],
  ["darwin", DARWIN],
  ["homeManager", HOME],
  ["nixos", HIDDEN_NIXOS],
  ["darwin", HIDDEN_DARWIN],
  ["homeManager", HIDDEN_HOME],
] as const;

it("covers more than sixty settings", () => {
  expect(CLASSES.flatMap(([, settings]) => Object.keys(settings)).length).toBeGreaterThan(60);
});

describe.each(CLASSES)("%s", (moduleClass, settings) => {
  it.each(Object.entries(settings))("accepts %s", (_, valid) => {
    expect(checkOptions(moduleClass, valid)).toEqual([]);
  });
});
