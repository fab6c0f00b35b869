import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { moveNotes, readConfiguration } from "../../changes";
import type { FleetApp } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const machine = (name: string, props = "") =>
  `new NixosMachine(fleet, "${name}", { stateVersion: "25.11", disk: Disk.plain({ filesystem: "ext4" }), server: { type: ServerType.CX23, location: Location.FSN1 }, ${props} })`;

const hetzner = (id: string, machines: readonly string[], props = "") =>
  `const ${id} = new HetznerStack(app, "${id}", { machines: [${machines.join(", ")}], token: ApiToken.fromClanSecret("${id}"), ${props} });`;

const fleet =
  (...lines: readonly string[]) =>
  (app: FleetApp) =>
    runExample(lines.join("\n"), app);

function movedIn(output: OutputOfFleets, stack: string): ReadonlyMap<string, string> | undefined {
  const file = join(output.root, `terraform/stacks/${stack}/cdk.tf.json`);
  return readConfiguration(readFileSync(file, "utf8"))?.moved;
}

it.each(["one", "uno"])(
  "moves a machine out of a stack that is renamed too, by the id %s",
  (id) => {
    const output = new OutputOfFleets();
    output.write(
      fleet(hetzner("one", [machine("db"), machine("web")]), hetzner("two", [machine("api")])),
    );
    const after = fleet(
      hetzner("uno", [machine("web")], 'movedFrom: "one"'),
      hetzner("two", [machine("api"), machine("db", `movedFrom: { stack: "${id}" }`)]),
    );
    expect(output.codes(after)).toEqual([]);
    const notes = moveNotes(output.compare(after).changes, "nix-config");
    expect(notes).toContainEqual(expect.stringContaining("stack uno was one"));
    expect(notes).toContainEqual(expect.stringContaining("machine db was in stack one"));
  },
);

it("renames a machine that also names the former id of its stack", () => {
  const output = new OutputOfFleets();
  output.write(fleet(hetzner("one", [machine("db")])));
  const after = fleet(
    hetzner("uno", [machine("db2", 'movedFrom: { stack: "one", name: "db" }')], 'movedFrom: "one"'),
  );
  expect(output.synth(after)).toEqual([]);
  expect(movedIn(output, "uno")?.get("hcloud_server.db")).toBe("hcloud_server.db2");
  const notes = moveNotes(output.compare(after).changes, "nix-config");
  expect(notes).not.toContainEqual(expect.stringContaining("machine db2"));
});

it("keeps moves that the fleet declares with cdktf", () => {
  const address = (id: string) =>
    `new TerraformResource(one, "${id}", { terraformResourceType: "hcloud_floating_ip" })`;
  const output = new OutputOfFleets();
  output.write(fleet(hetzner("one", [machine("db")]), address("ip")));
  const moved = `${address("address")}.moveFromId("hcloud_floating_ip.ip");`;
  expect(output.synth(fleet(hetzner("one", [machine("db2", 'movedFrom: "db"')]), moved))).toEqual(
    [],
  );
  expect(movedIn(output, "one")?.get("hcloud_floating_ip.ip")).toBe("hcloud_floating_ip.address");
  expect(movedIn(output, "one")?.get("hcloud_server.db")).toBe("hcloud_server.db2");
});
