import { mkdirSync, mkdtempSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import { createApp } from "../../../cli/app";
import {
  DarwinMachine,
  DendriticModule,
  ExternalModule,
  Fleet,
  type Setting,
  type Settings,
  User,
  WorkstationStack,
} from "../../../constructs";
import { main } from "../../../main";
import { fullApp } from "../../constructs/activation/two-macs";
import { evaluate } from "../../nix/support/evaluate";
import { nixFilesIn } from "../../nix/support/nix-files";
import { nixSide, renderedFiles } from "../../support/diagnostics";
import { describeWithTools } from "../../support/tools";

const DARWIN_OR_HOME = /flake\.modules\.(darwin|homeManager)\.(?:"([^"]*)"|([\w-]+))(?=[\w.]* =)/g;
const CLAN_MACHINE = /flake\.clan\.machines\.([\w-]+)/g;

describeWithTools(["nix-instantiate"], "the activation triggers of the fleet's Macs", () => {
  it("include every module for Macs and homes, and no other machine", () => {
    const out = join(mkdtempSync(join(tmpdir(), "fleet-test-")), "out");
    const app = createApp(main, { out });
    for (const { path, text } of renderedFiles(app)) {
      mkdirSync(dirname(join(out, path)), { recursive: true });
      writeFileSync(join(out, path), text);
    }
    const macs = app.stacks.filter((stack) => stack instanceof WorkstationStack);
    const { triggersOf } = nixSide(app);
    const texts = macs.map(({ machine }) => triggersOf(machine).texts.join());
    const found = texts.flatMap((text) =>
      [...text.matchAll(DARWIN_OR_HOME)].map(
        ([, moduleClass, quoted, plain]) => `${moduleClass}.${quoted ?? plain}`,
      ),
    );
    const defined = evaluate<string[]>("module-names.nix", {
      files: nixFilesIn(join(out, "modules")),
    });
    expect(new Set(found)).toEqual(new Set(defined));
    for (const [index, { machine }] of macs.entries()) {
      const machines = [...(texts[index] ?? "").matchAll(CLAN_MACHINE)].map(([, name]) => name);
      expect(machines).toEqual([machine.name]);
    }
  });
});

/** What decides on a Mac that has an option, beside modules for darwin that it does not import. */
function triggersWith(option: Setting) {
  const app = fullApp();
  const fleet = new Fleet(app, "infra");
  for (const name of ["games", "networking", "system"]) {
    new DendriticModule(fleet, name, {
      parts: { [name]: { darwin: { networking: { [name]: 1 } } } },
    });
  }
  new ExternalModule(fleet, "mine", { classes: ["darwin"], path: "mine/mine.nix" });
  const primaryUser = new User(fleet, "crs58", { fullName: "Dev" });
  const settings: Settings = { environment: { variables: { option } } };
  const mac = new DarwinMachine(fleet, "infra", { primaryUser, stateVersion: 6, settings });
  const { texts, files } = nixSide(app).triggersOf(mac);
  const modules = texts.flatMap(
    (text) => text.match(/(?<=modules\.darwin\.)[a-z]+(?=\S* =)/g) ?? [],
  );
  const people = texts.flatMap(
    (text) => text.match(/(?<=flake\.meta\.users\.)\w+(?=\S* =)/g) ?? [],
  );
  return [...modules, ...people, ...files].sort();
}

it.each<[string, Setting]>([
  ["words of its text", "games networking system mine crs58"],
  ["names of its options", { games: 1, mine: nix.ref("config.networking.hostName") }],
  ["a comment", nix.comment("as config.flake.modules.darwin.games has it", 1)],
  ["a module for another class", nix.ref("config.flake.modules.nixos.games")],
  ["the path of the flake", nix.ref("inputs.self")],
])("ignore everything except references to a module: %s", (_, option) => {
  expect(triggersWith(option)).toEqual([]);
});

const DARWIN = "config.flake.modules.darwin";

it.each<[string, Setting, readonly string[]]>([
  ["a module", nix.ref(`${DARWIN}.games`), ["games"]],
  ["a hand-written module", nix.ref(`${DARWIN}.mine`), ["modules/mine/mine.nix"]],
  [
    "names in a with",
    nix.with(DARWIN, [nix.ref("games"), nix.ref("mine")]),
    ["games", "modules/mine/mine.nix"],
  ],
  ["an inherited name", nix.let(nix.inheritFrom(DARWIN, ["games"]), [nix.ref("games")]), ["games"]],
  ["an output", nix.ref("inputs.self.modules.darwin.games"), ["games"]],
  ["all modules", nix.ref(DARWIN), ["games", "modules/mine/mine.nix", "networking", "system"]],
  [
    "a computed name",
    nix.ref(DARWIN, nix.ref("lib.x")),
    ["games", "modules/mine/mine.nix", "networking", "system"],
  ],
  ["raw source", nix.raw(`(${DARWIN}.games)`), ["games"]],
  ["a fact", nix.ref("config.flake.meta.users.crs58.fullName"), ["crs58"]],
  ["all facts", nix.ref("config.flake.meta.users"), ["crs58"]],
  ["all facts in raw source", nix.raw("(lib.attrNames config.flake.meta.users)"), ["crs58"]],
])("follow %s", (_, option, expected) => {
  expect(triggersWith(option)).toEqual(expected);
});
