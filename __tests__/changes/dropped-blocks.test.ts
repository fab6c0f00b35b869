import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { moveNotes } from "../../changes";
import type { FleetApp } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const stack =
  (name: string, { server = "", props = "" } = {}) =>
  (app: FleetApp) =>
    runExample(
      [
        `const machine = new NixosMachine(fleet, "${name}", { stateVersion: "25.11", disk: Disk.plain({ filesystem: "ext4" }), server: { type: ServerType.CX23, location: Location.FSN1, ${server} }, ${props} });`,
        'new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });',
      ].join("\n"),
      app,
    );

const notesOf = (output: OutputOfFleets, main: (app: FleetApp) => void) =>
  moveNotes(output.compare(main).changes, "nix-config");

const renamed = stack("www", { props: 'movedFrom: "web"' });

it("notes a rename whose declaration is removed, maybe before it was applied", () => {
  const output = new OutputOfFleets();
  output.write(stack("web"));
  output.write(renamed);
  expect(notesOf(output, renamed)).toEqual([]);
  expect(notesOf(output, stack("www"))).toEqual([
    expect.stringMatching(
      /no longer has a `moved` block for hcloud_server\.web: if the last synth/,
    ),
  ]);
});

it("notes a second rename, which does not move what has the first name", () => {
  const output = new OutputOfFleets();
  output.write(stack("web"));
  output.write(renamed);
  expect(notesOf(output, stack("site", { props: 'movedFrom: "www"' }))).toEqual([
    expect.stringContaining("hcloud_server.web"),
  ]);
  expect(notesOf(output, stack("web", { props: 'movedFrom: "www"' }))).toEqual([]);
});

it("notes a volume that was retired with keep and is removed", () => {
  const output = new OutputOfFleets();
  const volume = (retire = "") => ({
    server: `volumes: [{ name: "data", sizeGb: 20, ${retire} }]`,
  });
  output.write(stack("web", volume()));
  output.write(stack("web", volume("retire: { keep: true }")));
  expect(notesOf(output, stack("web"))).toEqual([
    expect.stringContaining("`removed` block for hcloud_volume.web_data"),
  ]);
});

it("notes a module that is gone, since only a state knows what is in it", () => {
  const output = new OutputOfFleets();
  const modules = stack("web");
  output.write((app) => {
    modules(app);
    app.stacks[0]?.addOverride("module.disks", { source: "./disks" });
  });
  expect(notesOf(output, modules)).toEqual([expect.stringContaining("no longer has module disks")]);
});

it("leaves it to a state that is at hand", () => {
  const output = new OutputOfFleets();
  output.write(renamed);
  const file = join(output.root, "terraform/stacks/hetzner/terraform.tfstate");
  mkdirSync(dirname(file), { recursive: true });
  const server = { mode: "managed", type: "hcloud_server", instances: [{ attributes: {} }] };
  writeFileSync(file, JSON.stringify({ version: 4, resources: [{ ...server, name: "www" }] }));
  expect(notesOf(output, stack("www"))).toEqual([]);
  expect(output.codes(stack("www"))).toEqual([]);
  writeFileSync(file, JSON.stringify({ version: 4, resources: [{ ...server, name: "web" }] }));
  expect(output.codes(stack("www"))).toEqual(["resource-destroyed"]);
});
