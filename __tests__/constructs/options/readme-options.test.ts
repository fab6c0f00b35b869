import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { messagesByLine } from "../../packages/nix-options/support/compile";
import { folderWithMain, REPOSITORY, runFleet } from "../../support/run-fleet";

const README = readFileSync(join(REPOSITORY, "README.md"), "utf8");
const [, SECTION = ""] = README.split("\n## Options\n");
const [, MESSAGE = ""] = /```\n(error[\s\S]*?)\n```/.exec(SECTION) ?? [];
const [, DECLARATION = ""] = /```ts\n([\s\S]*?)```/.exec(SECTION) ?? [];

it("the README shows the message of a misspelt option", () => {
  const folder = folderWithMain(`import { Fleet, type FleetApp, NixosMachine } from CONSTRUCTS;
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    settings: { services: { openssh: { enabel: true } } },
  });
}
`);
  expect(runFleet(folder, "synth").stderr).toContain(MESSAGE);
});

it("the README shows how to declare your own options, for the compiler and for synth", () => {
  const [, ...code] = DECLARATION.trim().split("\n\n");
  const main = `import { ExternalModule, Fleet, type FleetApp, NixosMachine, type OptionsOf, types } from CONSTRUCTS;
${code.slice(0, -1).join("\n\n")}
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const own = ${code.at(-1)}
  new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    imports: [own],
    settings: { services: { backup: { enable: true, jobs: { home: { paths: ["/home"] } } } }, stylix: { a: 1 } },
  });
}
`;
  const folder = folderWithMain(main);
  mkdirSync(join(folder, "nix-config/modules/backup"), { recursive: true });
  writeFileSync(join(folder, "nix-config/modules/backup/backup.nix"), "{ }\n");
  const { status, stderr } = runFleet(folder, "synth");
  expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  // What is right beside the misspelt name compiles.
  const misspelt = main.replace("backup: { enable: true", "backup: { enabel: true");
  const messages = messagesByLine(misspelt.replace("CONSTRUCTS", '"./constructs"'));
  expect(messages.filter((message) => message !== undefined)).toEqual([
    expect.stringContaining("Did you mean to write 'enable'?"),
  ]);
}, 120_000);
