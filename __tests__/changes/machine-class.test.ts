import { expect, it } from "vitest";
import type { FleetApp } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const fleet =
  (...lines: readonly string[]) =>
  (app: FleetApp) =>
    runExample(lines.join("\n"), app);

const server = (name: string) =>
  `const ${name} = new NixosMachine(fleet, "${name}", { stateVersion: "25.11", disk: Disk.plain({ filesystem: "ext4" }), server: { type: ServerType.CX23, location: Location.FSN1 } });`;
const hetzner = (machine: string) =>
  `new HetznerStack(app, "hetzner", { machines: [${machine}], token: ApiToken.fromEnvironment() });`;
const home = (props = "") =>
  `new NixosMachine(fleet, "home", { stateVersion: "25.11", disk: Disk.plain({ device: "/dev/sda", filesystem: "ext4" }), ${props} });`;
const mac = (name: string) =>
  `const ${name} = new DarwinMachine(fleet, "${name}", { stateVersion: 6 }); new WorkstationStack(app, "${name}", { machine: ${name} });`;

it("refuses a Mac with the name of a NixOS machine, without advice about its disk or state version", () => {
  const output = new OutputOfFleets();
  output.write(fleet(home()));
  expect(output.codes(fleet(mac("home")))).toEqual(["machine-class-changed"]);
  const [finding] = output.compare(fleet(mac("home"))).refused;
  expect(finding?.remedy).not.toContain("clan machines install");
  output.write(fleet(home("retire: true")));
  expect(output.codes(fleet(mac("home")))).toEqual([]);
});

it("names the server that is lost, and never moves its state to the stack of a Mac", () => {
  const output = new OutputOfFleets();
  output.write(fleet(server("web"), hetzner("web")));
  const alone = output.compare(fleet(mac("web"))).refused;
  expect(alone.map(({ code }) => code)).toEqual(["stack-removed"]);
  expect(alone[0]?.remedy).toContain("on the stack with the new id");
  const [finding] = output.compare(fleet(server("db"), hetzner("db"), mac("web"))).refused;
  expect(finding?.code).toBe("machine-class-changed");
  expect(finding?.summary).toContain("destroys hcloud_server.web");
  expect(finding?.remedy).not.toContain("movedFrom");
});
