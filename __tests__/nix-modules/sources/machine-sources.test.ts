import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { createApp } from "../../../cli/app";
import { WorkstationStack } from "../../../constructs";
import { main } from "../../../main";
import { paragraphsOf } from "../../../nix-modules/sources/paragraph";

const DARWIN_OR_HOME = /^\(module\) (darwin|homeManager) /;

it("finds every module for Macs and homes of the fleet, and no other machine's", () => {
  const app = createApp(main, { out: join(mkdtempSync(join(tmpdir(), "fleet-test-")), "out") });
  const modules = app.render().filter(({ path }) => path.startsWith("modules/"));
  const paragraphs = modules.flatMap(({ text }) => paragraphsOf(text));
  const macs = app.stacks.filter((stack) => stack instanceof WorkstationStack);
  const texts = macs.map(({ machine }) => app.sourcesOf(machine).texts);
  const missed = paragraphs
    .filter(({ keys }) => keys.some((key) => DARWIN_OR_HOME.test(key)))
    .filter(({ text }) => !texts.flat().includes(text));
  expect(missed).toEqual([]);
  for (const [index, { machine }] of macs.entries()) {
    const about = paragraphs.filter(({ text }) => texts[index]?.includes(text));
    const machines = about.flatMap(({ keys }) => keys.filter((key) => key.startsWith("(machine)")));
    expect(machines).toEqual([`(machine) ${machine.name}`]);
  }
});

it("tells paragraphs apart, each with the variables that all of them share", () => {
  const module = [
    "# Generated.",
    "{ config, lib, ... }:",
    "let",
    "  inherit (config.flake) meta;",
    "in",
    "{",
    "  flake.modules.darwin.base = {",
    "    a = 1;",
    "",
    "    b = meta.users;",
    "  };",
    "",
    '  flake.modules.nixos."hosts/web".imports = [ config.flake.modules.nixos.base ];',
    "}",
    "",
  ].join("\n");
  const [darwin, nixos] = paragraphsOf(module);
  expect(paragraphsOf(module)).toHaveLength(2);
  expect(darwin?.keys).toEqual(["(module) darwin base"]);
  expect(darwin?.text).toContain("b = meta.users;\n");
  expect([...(darwin?.mentions ?? [])]).toContain("(facts) users");
  expect(nixos?.keys).toEqual(["(module) nixos hosts/web"]);
  expect(nixos?.text).toMatch(/^ {2}inherit \(config.flake\) meta;\n {2}flake/);
  expect([...(nixos?.mentions ?? [])]).not.toContain("hosts/web");
});

it.each([
  ["{ flake.modules.nixos.motd.users.motd = null; }\n", ["(module) nixos motd"]],
  ["{\n  systems = [ ];\n}\n", []],
  ["{\n  perSystem = { };\n}\n", []],
  ["{\n  flake.clan.inventory.machines.web = { };\n}\n", []],
  ["{\n  flake.clan.inventory.instances.sshd.roles = { };\n}\n", ["(instance) sshd"]],
  ["{\n  flake.clan.machines.web.imports = [ ];\n}\n", ["(machine) web"]],
  ["{\n  flake.clan.modules.sshd-darwin = { };\n}\n", ["sshd-darwin"]],
  ["{\n  flake.meta.users.dev.email = null;\n}\n", ["(facts) users", "dev"]],
  ['{\n  flake.meta.domain = "x";\n}\n', ["(everyone)"]],
  ["{\n  imports = [ ];\n}\n", ["(everyone)"]],
  ["something else", ["(everyone)"]],
])("says what %j is about", (module, keys) => {
  expect(paragraphsOf(module).flatMap((paragraph) => paragraph.keys)).toEqual(keys);
});
