import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { TerraformResource } from "cdktf";
import { expect, it } from "vitest";
import { moveNotes, RECORD_FILE } from "../../changes";
import { type FleetApp, FleetStack, formatDiagnostic } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const STACK_FILE = "terraform/stacks/hetzner/cdk.tf.json";
const SERVER = "type: ServerType.CX23, location: Location.FSN1";

interface Machine {
  readonly server?: string;
  readonly props?: string;
}

const machine = (name: string, { server = "", props = "" }: Machine = {}): string =>
  `new NixosMachine(fleet, "${name}", { stateVersion: "25.11", disk: Disk.plain({ filesystem: "ext4" }), server: { ${SERVER}, ${server} }, ${props} })`;

const stack =
  (machines: string, props = "") =>
  (app: FleetApp) =>
    runExample(
      `new HetznerStack(app, "hetzner", { machines: [${machines}], token: ApiToken.fromEnvironment(), ${props} });`,
      app,
    );

const example = (text: string) => (app: FleetApp) => runExample(text, app);

/** Writes a state of the stack with these resources. */
function writeState(output: OutputOfFleets, resources: readonly object[]): void {
  const file = join(output.root, "terraform/stacks/hetzner/terraform.tfstate");
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, JSON.stringify({ version: 4, resources }));
}

const inState = (name: string, attributes: object = {}, status?: string) => ({
  mode: "managed",
  type: "hcloud_server",
  name,
  instances: [{ attributes, ...(status && { status }) }],
});

it("does not refuse a first synth or an unchanged fleet", () => {
  const output = new OutputOfFleets();
  expect(output.synth(stack(machine("web")))).toEqual([]);
  expect(output.synth(stack(machine("web")))).toEqual([]);
});

it("ignores the order of declarations in a recorded disk", () => {
  const volumes = [
    'root: { size: "20G", filesystem: "ext4", mountpoint: "/" }',
    'home: { size: "10G", filesystem: "xfs", mountpoint: "/home" }',
  ];
  const lvm = (parts: readonly string[]) =>
    stack(
      machine("web").replace(
        'Disk.plain({ filesystem: "ext4" })',
        `Disk.lvm({ volumes: { ${parts.join(", ")} } })`,
      ),
    );
  const output = new OutputOfFleets();
  output.write(lvm(volumes));
  expect(output.compare(lvm(volumes)).changes.machines).toEqual([]);
  expect(output.codes(lvm([...volumes].reverse()))).toEqual([]);
  expect(output.codes(lvm(volumes.map((one) => one.replace("xfs", "ext4"))))).toEqual([
    "installed-disk-changed",
  ]);
});

it("names what differs on an installed disk, and how to reinstall a machine without a stack", () => {
  const home = (filesystem: string) =>
    example(
      `new NixosMachine(fleet, "home", { stateVersion: "25.11", disk: Disk.plain({ device: "/dev/sda", filesystem: "${filesystem}" }) });`,
    );
  const output = new OutputOfFleets();
  output.write(home("ext4"));
  const [finding] = output.compare(home("xfs")).refused;
  expect(finding?.allowed).toMatch(/^disk layout as before: \S+: ext4, not xfs$/);
  expect(finding?.remedy).toContain(
    "npx fleet synth --never-applied home, then clan machines install home --target-host ADDRESS",
  );
  expect(finding?.remedy).not.toContain("apply, and");
});

it("refuses the removal of a Mac and of a machine without a server, unless they were retired", () => {
  const mac = (props = "") => `new DarwinMachine(fleet, "mac", { stateVersion: 6, ${props} });`;
  const home = (props = "") =>
    `new NixosMachine(fleet, "home", { stateVersion: "25.11", ${props} });`;
  const output = new OutputOfFleets();
  output.write(example(`${mac()}\n${home()}`));
  expect(output.codes(example(""))).toEqual(["machine-removed", "machine-removed"]);
  expect(output.synth(example(`${mac("retire: true")}\n${home("retire: true")}`))).toEqual([]);
  expect(output.codes(example(""))).toEqual([]);
});

it("accepts a rename only for the machine in movedFrom", () => {
  const output = new OutputOfFleets();
  output.write(stack(machine("web")));
  expect(output.codes(stack(machine("www")))).toEqual(["machine-removed"]);
  const [removed] = output.compare(stack(machine("www"))).refused;
  expect(removed?.remedy).toContain("restore the machine with `protection: false` in its `server`");
  expect(output.codes(stack(machine("www", { props: 'movedFrom: "wbe"' })))).toEqual([
    "machine-removed",
  ]);
  expect(output.codes(stack(machine("www", { props: 'movedFrom: "web"' })))).toEqual([]);
});

it("refuses another location and names the attribute, but ignores drift of the state", () => {
  const output = new OutputOfFleets();
  output.write(stack(machine("web")));
  const moved = stack(machine("web").replace("FSN1", "HEL1"));
  const [finding] = output.compare(moved).refused;
  expect(finding?.code).toBe("resource-destroyed");
  expect(finding?.summary).toContain("changed: hcloud_server.web.location");
  const address = stack(machine("db", { server: 'primaryIps: ["ipv4"]' }));
  output.write(address);
  const [lost] = output.compare(stack(machine("db"))).refused;
  expect(lost?.summary).toContain("hcloud_primary_ip.db_v4");
  expect(lost?.remedy).not.toContain("volume");
  output.write(stack(machine("web")));
  writeState(output, [inState("web", { location: "hel1" })]);
  expect(output.codes(stack(machine("web")))).toEqual([]);
});

it("does not refuse the replacement of a tainted server", () => {
  const output = new OutputOfFleets();
  output.write(stack(machine("web")));
  writeState(output, [inState("web", {}, "tainted")]);
  expect(output.codes(stack(machine("web", { server: 'labels: { role: "web" }' })))).toEqual([]);
});

it("refuses the removal of a retired machine that is still in the state", () => {
  const output = new OutputOfFleets();
  const both = (props: string) => stack(`${machine("web")}, ${machine("db", { props })}`);
  output.write(both(""));
  output.write(both("retire: { keep: true }"));
  writeState(output, [inState("web"), inState("db", { delete_protection: true })]);
  expect(output.codes(stack(machine("web")))).toEqual(["machine-removed"]);
  writeState(output, [inState("web")]);
  expect(output.codes(stack(machine("web")))).toEqual([]);
});

it("warns of another backend only where the state stays in the former one", () => {
  const http = 'backend: Backend.http({ address: "https://state.example.org" })';
  const output = new OutputOfFleets();
  expect(output.synth(stack(machine("web")))).toEqual([]);
  const [warning] = output.compare(stack(machine("web"), http)).warnings;
  expect(warning?.code).toBe("backend-changed");
  expect(warning?.remedy).toContain(
    "terraform -chdir=terraform/stacks/hetzner init -migrate-state",
  );
  output.write(stack(machine("web"), http));
  expect(output.codes(stack(machine("web"), http))).toEqual([]);
  rmSync(join(output.root, STACK_FILE));
  expect(output.codes(stack(machine("web")))).toEqual([]);
});

it("does not know the state version in a record of an older version", () => {
  const output = new OutputOfFleets();
  output.write(stack(machine("web")));
  const file = join(output.root, RECORD_FILE);
  writeFileSync(file, readFileSync(file, "utf8").replace(/ *"stateVersion": "25.11",\n/, ""));
  const newer = stack(machine("web").replace("25.11", "26.05"));
  expect(output.codes(newer)).toEqual([]);
  expect(output.compare(stack(machine("web"))).changes.machines).toEqual([]);
  const known = new OutputOfFleets();
  known.write(stack(machine("web")));
  expect(known.codes(newer)).toEqual(["state-version-changed"]);
});

it("uses the disk size in the state", () => {
  const output = new OutputOfFleets();
  const larger = stack(machine("web").replace("CX23", "CX33"));
  output.write(larger);
  writeState(output, [inState("web", { primary_disk_size: 40, server_type: "cx33" })]);
  expect(output.codes(stack(machine("web")))).toEqual(["server-type-change"]);
  writeState(output, [inState("web", { primary_disk_size: 80, server_type: "cx33" })]);
  expect(output.codes(stack(machine("web")))).toEqual(["server-type-change-impossible"]);
});

it("reports another CPU architecture once, although the disk layout changes as well", () => {
  const output = new OutputOfFleets();
  output.write(stack(machine("web")));
  const other = stack(machine("web").replace("CX23", "CAX11"));
  expect(output.codes(other)).toEqual(["server-type-change-impossible"]);
});

it("accepts the loss of the user's resources by address", () => {
  const hetzner = (rest: string, props = "") =>
    example(
      `const hetzner = new HetznerStack(app, "hetzner", { machines: [${machine("web")}], token: ApiToken.fromEnvironment(), ${props} });\n${rest}`,
    );
  const ip =
    'new TerraformResource(hetzner, "ip", { terraformResourceType: "hcloud_floating_ip" });';
  const output = new OutputOfFleets();
  output.write(hetzner(ip));
  expect(output.codes(hetzner(""))).toEqual(["resource-destroyed"]);
  expect(output.codes(hetzner("", 'retire: { "hcloud_floating_ip.ip": true }'))).toEqual([]);
});

it("finds the machines of an output folder without a record", () => {
  const output = new OutputOfFleets();
  output.write(stack(`${machine("web")}, ${machine("db")}`));
  writeFileSync(
    join(output.root, ".fleet-record.json"),
    '{\n  "//": {\n    "metadata": {}\n  }\n}',
  );
  expect(output.codes(stack(machine("web")))).toContain("machine-removed");
  expect(output.codes(stack(`${machine("web")}, ${machine("db")}`))).toEqual([]);
});

it("refuses to delete backups, unless the fleet accepts it for this machine", () => {
  const output = new OutputOfFleets();
  output.synth(stack(machine("web", { server: "backups: true" })));
  expect(output.codes(stack(machine("web")))).toEqual(["backups-deleted"]);
  const accepting = (app: FleetApp) =>
    runExample(
      [
        `const web = ${machine("web")};`,
        'new HetznerStack(app, "hetzner", { machines: [web], token: ApiToken.fromEnvironment() });',
        'fleet.accept("backups-deleted", { at: web, because: "borgbackup has them" });',
      ].join("\n"),
      app,
    );
  expect(output.codes(accepting)).toEqual([]);
});

/** A stack with the user's resources. */
const own =
  (...resources: readonly (readonly [type: string, name: string, config: object])[]) =>
  (app: FleetApp) => {
    const fleetStack = new FleetStack(app, "other");
    for (const [terraformResourceType, name, config] of resources) {
      const resource = new TerraformResource(fleetStack, name, { terraformResourceType });
      resource.overrideLogicalId(name);
      for (const [key, value] of Object.entries(config)) resource.addOverride(key, value);
    }
    runExample("", app);
  };

it.each([
  [
    "what prevent_destroy protects",
    ["aws_s3_bucket", "photos", { lifecycle: { prevent_destroy: true } }],
  ],
  ["a network", ["hcloud_network", "lan", { ip_range: "10.0.0.0/8" }]],
  ["a load balancer", ["hcloud_load_balancer", "front", {}]],
] as const)("refuses to lose %s", (_, resource) => {
  const output = new OutputOfFleets();
  output.write(own(resource));
  expect(output.codes(own())).toEqual(["resource-destroyed"]);
});

it("allows the loss of other resources without a diagnostic", () => {
  const output = new OutputOfFleets();
  output.write(own(["aws_route53_record", "www", {}], ["hcloud_firewall", "web", {}]));
  expect(output.codes(own())).toEqual([]);
});

it("recognizes resources created by count, for_each and modules", () => {
  const output = new OutputOfFleets();
  const volume = (index_key: unknown, module?: string) => ({
    mode: "managed",
    type: "hcloud_volume",
    name: "data",
    ...(module !== undefined && { module }),
    instances: [{ index_key, attributes: { size: 10 } }],
  });
  const fleet = (size: number) => (app: FleetApp) => {
    own(["hcloud_volume", "data", { count: 2, size }])(app);
    const [other] = app.stacks;
    other?.addOverride("module.disks", { source: "./disks" });
  };
  output.write(fleet(10));
  const file = join(output.root, "terraform/stacks/other/terraform.tfstate");
  const resources = [volume(0), volume(1), volume("a", "module.disks")];
  writeFileSync(file, JSON.stringify({ version: 4, resources }));
  expect(output.codes(fleet(20))).toEqual([]);
  const { changes } = output.compare(fleet(20));
  expect(changes.stacks.flatMap((one) => one.resources).map((one) => one.action)).toEqual([
    "update",
  ]);
});

const DESTROYED = expect.stringContaining("hcloud_server.db");

it.each<[string, (root: string) => void]>([
  ["the record is gone", (root) => rmSync(join(root, RECORD_FILE))],
  ["the record has a conflict", (root) => writeFileSync(join(root, RECORD_FILE), "<<<<<<< HEAD\n")],
  [
    "the record has a machine that is none",
    (root) =>
      writeFileSync(join(root, RECORD_FILE), '{"version":1,"machines":{"db":null},"stacks":{}}'),
  ],
  ["the stack's file is gone", (root) => rmSync(join(root, STACK_FILE))],
  ["the stack's file is empty", (root) => writeFileSync(join(root, STACK_FILE), "")],
  [
    "the stack's file has a conflict",
    (root) => writeFileSync(join(root, STACK_FILE), "<<<<<<< HEAD\n"),
  ],
])("refuses to lose a machine though %s", (_, damage) => {
  const output = new OutputOfFleets();
  output.synth(stack(`${machine("web")}, ${machine("db")}`));
  damage(output.root);
  const refused = output.compare(stack(machine("web"))).refused.map((one) => formatDiagnostic(one));
  expect(refused).toContainEqual(DESTROYED);
  expect(output.codes(stack(`${machine("web")}, ${machine("db")}`))).toEqual([]);
});

it("stops if the loss is unknown", () => {
  const output = new OutputOfFleets();
  output.synth(stack(`${machine("web")}, ${machine("db")}`));
  for (const file of [RECORD_FILE, STACK_FILE]) writeFileSync(join(output.root, file), "<<<<<<<");
  expect(() => output.compare(stack(machine("web")))).toThrow(`git checkout HEAD -- ${STACK_FILE}`);
});

it("ignores the state of another stack", () => {
  const output = new OutputOfFleets();
  output.synth(stack(`${machine("web")}, ${machine("db")}`));
  const file = join(output.root, "other.tfstate");
  const key = { ...inState("terraform"), type: "hcloud_ssh_key" };
  writeFileSync(file, JSON.stringify({ version: 4, resources: [key, inState("other")] }));
  const without = stack(machine("web"));
  expect(() => output.compare(without, { state: [file] })).toThrow("is not that of stack hetzner");
});

it("explains how to restore a machine that was retired with keep", () => {
  const output = new OutputOfFleets();
  const kept = machine("db", { props: "retire: { keep: true }" });
  output.synth(stack(`${machine("web")}, ${machine("db")}`));
  output.synth(stack(`${machine("web")}, ${kept}`));
  expect(
    moveNotes(output.compare(stack(`${machine("web")}, ${kept}`)).changes, "nix-config"),
  ).toEqual([]);
  expect(
    moveNotes(output.compare(stack(`${machine("web")}, ${machine("db")}`)).changes, "nix-config"),
  ).toEqual([
    expect.stringContaining("machine db was given up and kept"),
    expect.stringContaining("npx fleet doctor --stack hetzner"),
  ]);
});

it("warns if a machine is removed before its retirement was certainly applied", () => {
  const output = new OutputOfFleets();
  const kept = machine("db", { props: "retire: { keep: true }" });
  output.synth(stack(`${machine("web")}, ${machine("db")}`));
  output.synth(stack(`${machine("web")}, ${kept}`));
  const notes = moveNotes(output.compare(stack(machine("web"))).changes, "nix-config");
  expect(notes).toEqual([expect.stringContaining("restore it and apply first")]);
});
