import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { moveNotes } from "../../changes";
import { type FleetApp, formatDiagnostic } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

interface MachineText {
  readonly type?: string;
  readonly location?: string;
  /** Props of the server. */
  readonly server?: string;
  readonly props?: string;
}

let world: ProviderDouble;
let standIns: StandIns;
let output: OutputOfFleets;

beforeEach(async () => {
  world = await startProviderDouble();
  output = new OutputOfFleets(join(world.directory, "nix-config"));
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\n'");
});

afterEach(() => world.stop());

function machine(name: string, { type, location, server, props }: MachineText = {}): string {
  const specification = [
    `type: ServerType.${type ?? "CX23"}`,
    `location: Location.${location ?? "FSN1"}`,
    ...(server === undefined ? [] : [server]),
  ];
  return `new NixosMachine(fleet, "${name}", {
    stateVersion: "25.11",
    disk: Disk.plain({ filesystem: "ext4" }),
    server: { ${specification.join(", ")} },
    ${props ?? ""}
  })`;
}

const DATA = 'volumes: [{ name: "data", sizeGb: 10 }]';
const MOVED = 'movedFrom: "hetzner"';
const WEB = machine("web");
const DB = machine("db", { server: DATA });

type Stacks = Readonly<Record<string, readonly string[]>>;

/** A fleet of these machines, in one stack or in several. */
function fleet(stacks: Stacks, stackProps = "") {
  const declared = Object.entries(stacks).map(
    ([id, machines]) =>
      `new HetznerStack(app, "${id}", { machines: [${machines.join(", ")}], token: ApiToken.fromClanSecret("${id}"), ${stackProps} });`,
  );
  return (app: FleetApp) => runExample(declared.join("\n"), app);
}

/** What `fleet synth` is against, with its remedies; it writes only if that is nothing. */
function synth(stacks: Stacks, stackProps?: string): readonly string[] {
  return output.synth(fleet(stacks, stackProps)).map((one) => formatDiagnostic(one));
}

function hetzner(...machines: readonly string[]): readonly string[] {
  return synth({ hetzner: machines });
}

const stackFolder = (id: string) => join(output.root, "terraform/stacks", id);

async function terraform(id = "hetzner"): Promise<Terraform> {
  const own = new Terraform(stackFolder(id), world, { PATH: standIns.path });
  expect(await own.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return own;
}

async function applied(id = "hetzner"): Promise<Terraform> {
  const own = await terraform(id);
  expect(await own.apply()).toMatchObject({ exitCode: 0, stderr: "" });
  return own;
}

const names = () =>
  world.cloud.servers
    .all()
    .map(({ name }) => name)
    .sort();
const installs = () =>
  standIns.calls.filter(([program, noun]) => program === "clan" && noun === "machines");

describeWithTools(["terraform", "bash"], "a change of a fleet that was applied", () => {
  it("does not remove a machine that the fleet does not retire, and lifts its protection alone", async () => {
    expect(hetzner(WEB, DB)).toEqual([]);
    await applied();
    const [removed = "", ...others] = hetzner(WEB);
    expect(others).toEqual([]);
    for (const part of [
      "error[machine-removed]",
      "hcloud_server.db (the server's disk",
      "hcloud_volume.db_data (the data on the volume)",
      ...["retire: true", 'movedFrom: "db"', "keep: true", "--never-applied db"],
    ]) {
      expect(removed).toContain(part);
    }
    const early = hetzner(WEB, machine("db", { server: DATA, props: "retire: true" }));
    expect(early.join()).toContain("error[retire-protected]");

    expect(hetzner(WEB, machine("db", { server: `protection: false, ${DATA}` }))).toEqual([]);
    expect((await (await terraform()).plan()).changes).toEqual({
      "hcloud_server.db": "update",
      "hcloud_volume.db_data": "update",
    });
    await applied();
  });

  it("destroys exactly what is retired, and has nothing to do when that is gone", async () => {
    const leaving = { server: `protection: false, ${DATA}` };
    hetzner(WEB, machine("db", leaving));
    await applied();
    expect(hetzner(WEB, machine("db", { ...leaving, props: "retire: true" }))).toEqual([]);
    const own = await terraform();
    expect((await own.plan()).changes).toEqual({
      "hcloud_server.db": "delete",
      "hcloud_volume.db_data": "delete",
      "null_resource.install-db": "delete",
      "terraform_data.server-db": "delete",
    });
    expect(await own.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(names()).toEqual(["web"]);

    expect(hetzner(WEB)).toEqual([]);
    expect(await own.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("forgets what is retired and kept", async () => {
    hetzner(WEB, DB);
    await applied();
    hetzner(WEB, machine("db", { server: DATA, props: "retire: { keep: true }" }));
    const own = await applied();
    expect([...(await own.state()).keys()].filter((address) => /db/.test(address))).toEqual([]);
    expect(names()).toEqual(["db", "web"]);
    expect(world.cloud.volumes.all()).toHaveLength(1);
    expect(hetzner(WEB)).toEqual([]);
    expect(await own.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("renames a machine and its volume without a change, and installs nothing", async () => {
    hetzner(WEB, DB);
    await applied();
    const renamed = machine("postgres", {
      server: 'volumes: [{ name: "store", sizeGb: 10, movedFrom: "data" }]',
      props: 'movedFrom: "db"',
    });
    expect(hetzner(WEB, renamed)).toEqual([]);
    const own = await terraform();
    expect((await own.plan()).changes).toEqual({});
    expect(await own.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(installs()).toHaveLength(2);

    const plain = machine("postgres", { server: 'volumes: [{ name: "store", sizeGb: 10 }]' });
    expect(hetzner(WEB, plain)).toEqual([]);
    expect((await own.plan()).changes).toEqual({
      "hcloud_server.postgres": "update",
      "hcloud_volume.postgres_store": "update",
    });
  });

  it("renames a stack with the commands that it prints", async () => {
    hetzner(WEB);
    await applied();
    expect(synth({ cloud: [WEB] }).join()).toContain("error[stack-removed]");
    const { changes, isDestructive } = output.compare(fleet({ cloud: [WEB] }, MOVED));
    expect(isDestructive).toBe(false);
    const [, ...commands] = moveNotes(changes, "nix-config");
    expect(synth({ cloud: [WEB] }, MOVED)).toEqual([]);
    execFileSync("sh", ["-ec", commands.join("\n")], { cwd: output.root });
    expect((await (await terraform("cloud")).plan()).changes).toEqual({});
  });

  it("moves a machine to another stack, where the old one destroys nothing", async () => {
    synth({ hetzner: [WEB, DB], second: [machine("cache")] });
    await applied();
    await applied("second");
    const undeclared = synth({ hetzner: [WEB], second: [machine("cache"), DB] });
    expect(undeclared.join()).toContain("error[machine-moved]");
    const moved = machine("db", { server: DATA, props: 'movedFrom: { stack: "hetzner" }' });
    expect(synth({ hetzner: [WEB], second: [machine("cache"), moved] })).toEqual([]);
    expect((await (await terraform()).plan()).changes).toEqual({});
  });

  it("refuses types to which the server cannot change, before it is powered off", async () => {
    hetzner(WEB);
    await applied();
    const refusals = [
      ["CPX22", "boots with uefi, but the disk layout is for bios"],
      ["CAX11", "has another CPU architecture, aarch64-linux"],
      ["CX22", "is no longer sold"],
    ] as const;
    for (const [type, reason] of refusals) {
      const [refusal = ""] = hetzner(machine("web", { type }));
      expect(refusal).toContain("error[server-type-change-impossible]");
      expect(refusal).toContain(reason);
    }
    const [warning = ""] = hetzner(machine("web", { type: "CX33", server: "keepDisk: true" }));
    expect(warning).toContain("powers the server of web off to change it from cx23 to cx33");
    await applied();
    expect(world.cloud.servers.named("web").diskGb).toBe(40);
    hetzner(WEB);
    await applied();
    expect(world.cloud.servers.named("web").serverType).toBe("cx23");

    hetzner(machine("web", { type: "CX33" }));
    await applied();
    expect(hetzner(WEB).join()).toContain("has a smaller disk, 40 GB, and a disk cannot shrink");
  });

  it("lets go of what was never applied, by its name", () => {
    hetzner(WEB, DB);
    expect(hetzner(WEB)).not.toEqual([]);
    const options = { neverApplied: ["db"] };
    expect(output.synth(fleet({ hetzner: [WEB] }), options)).toEqual([]);
  });

  it("takes a machine that the state does not have for one that was never applied", async () => {
    hetzner(WEB);
    await applied();
    expect(hetzner(WEB, DB)).toEqual([]);
    expect(hetzner(WEB)).toEqual([]);
  });
});
