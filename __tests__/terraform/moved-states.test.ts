import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { moveNotes } from "../../changes";
import { type FleetApp, formatDiagnostic } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { ObjectStore } from "./support/object-store";
import { type Outcome, runProgram } from "./support/run-program";
import { StateServer } from "./support/state-server";
import { Terraform } from "./support/terraform";

let world: ProviderDouble;
let output: OutputOfFleets;
let standIns: StandIns;
let stateServer: StateServer;
let objectStore: ObjectStore;
let addresses: { readonly http: string; readonly s3: string };
/** Where programs make their temporary files. */
let temporary: string;

beforeEach(async () => {
  world = await startProviderDouble();
  output = new OutputOfFleets(join(world.directory, "nix config"));
  temporary = mkdtempSync(join(tmpdir(), "moved-states-"));
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${"t".repeat(64)}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\n'");
  stateServer = new StateServer();
  objectStore = new ObjectStore();
  addresses = { http: await stateServer.start(), s3: await objectStore.start() };
});

afterEach(() => {
  world.stop();
  stateServer.stop();
  objectStore.stop();
});

/** What a person has in the environment who may use both stores. */
const credentials = (certificate: string) => ({
  AWS_ACCESS_KEY_ID: "id",
  AWS_SECRET_ACCESS_KEY: "key",
  AWS_CA_BUNDLE: objectStore.certificate,
  AWS_MAX_ATTEMPTS: "1",
  SSL_CERT_FILE: certificate,
});

const BACKENDS: { readonly [kind: string]: (stack: string) => string } = {
  local: () => "Backend.local()",
  "a local file of another name": () => 'Backend.local("fleet.tfstate")',
  http: (stack) =>
    `Backend.http({ address: "${addresses.http}/${stack}", lockAddress: "${addresses.http}/${stack}" })`,
  "one place": () => `Backend.http({ address: "${addresses.http}/fleet" })`,
  s3: (stack) =>
    `Backend.s3({ bucket: "state", key: "fleet/${stack}.tfstate", region: "eu", endpoint: "${addresses.s3}" })`,
};

const DATA = 'volumes: [{ name: "data", sizeGb: 10 }]';

function machine(name: string, props = "", server = DATA): string {
  return `new NixosMachine(fleet, "${name}", {
    stateVersion: "25.11",
    disk: Disk.plain({ filesystem: "ext4" }),
    server: { type: ServerType.CX23, location: Location.FSN1, ${server} },
    ${props}
  })`;
}

interface StackText {
  readonly machines: readonly string[];
  readonly backend: string;
  readonly props?: string;
}

/** A fleet of these stacks. */
function fleet(stacks: Readonly<Record<string, StackText>>) {
  const declared = Object.entries(stacks).map(([id, { machines, backend, props = "" }]) => {
    const place = BACKENDS[backend]?.(id);
    return `new HetznerStack(app, "${id}", { machines: [${machines.join(", ")}], token: ApiToken.fromClanSecret("${id}"), backend: ${place}, ${props} });`;
  });
  return (app: FleetApp) => runExample(declared.join("\n"), app);
}

async function terraform(id: string): Promise<Terraform> {
  const own = new Terraform(join(output.root, "terraform/stacks", id), world, {
    PATH: standIns.path,
    AWS_REQUEST_CHECKSUM_CALCULATION: "when_required",
    ...credentials(stateServer.certificate),
  });
  expect(await own.init("-reconfigure")).toMatchObject({ exitCode: 0 });
  return own;
}

async function applied(id: string): Promise<void> {
  expect(await (await terraform(id)).apply()).toMatchObject({ exitCode: 0, stderr: "" });
}

async function changesOf(id: string) {
  return (await (await terraform(id)).plan()).changes;
}

/** Runs commands as a person does who pastes them into a shell in the output folder, with its usual umask. */
function paste(commands: readonly string[]): Promise<Outcome> {
  const env = {
    PATH: process.env.PATH,
    HOME: world.directory,
    TMPDIR: temporary,
    TF_REATTACH_PROVIDERS: world.reattach,
    CHECKPOINT_DISABLE: "1",
    GOGC: "off",
    TERRAFORM: process.env.TERRAFORM_BINARY ?? "terraform",
    ...credentials(stateServer.certificate),
  };
  const script = ["umask 022", ...commands].join("\n");
  return runProgram(["sh", "-c", script], { cwd: output.root, env });
}

/** The files below the output folder that others can read and that have what a state has. */
function plainStates(folder = output.root): readonly string[] {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .filter((path) => readFileSync(path, "utf8").includes('"lineage"'))
    .filter((path) => (statSync(path).mode & 0o077) !== 0);
}

/** What a stack without machines of its own makes. */
const NEW_STACK = {
  "hcloud_ssh_key.terraform": "create",
  "local_sensitive_file.ssh_deploy_key": "create",
  "tls_private_key.ssh_deploy_key": "create",
};

const moved = (from: string) => `movedFrom: { stack: "${from}" }`;

describeWithTools(["terraform", "openssl", "bash"], "the commands that move a machine", () => {
  it.each([
    ["local", "local"],
    ["http", "s3"],
    ["s3", "a local file of another name"],
  ])("from a state in %s to one in %s lose nothing, and leave nothing behind", async (old, now) => {
    const first = { machines: [machine("web"), machine("db"), machine("mail")], backend: old };
    const second = { machines: [machine("cache")], backend: now };
    expect(output.synth(fleet({ hetzner: first, second }))).toEqual([]);
    await applied("hetzner");
    await applied("second");

    const both = [machine("db", moved("hetzner")), machine("mail", moved("hetzner"))];
    const after = fleet({
      hetzner: { ...first, machines: [machine("web")] },
      second: { ...second, machines: [machine("cache"), ...both] },
    });
    const [title, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(title).toBe(
      "machines db, mail were in stack hetzner: run this in nix-config before the next apply",
    );
    expect(output.synth(after)).toEqual([]);
    // As the recipes of the justfile leave them.
    for (const file of plainStates()) chmodSync(file, 0o600);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });

    expect(await changesOf("hetzner")).toEqual({});
    expect(await changesOf("second")).toEqual({});
    expect(plainStates()).toEqual([]);
    expect(readdirSync(temporary)).toEqual([]);
    expect(readdirSync(output.root)).not.toContainEqual(expect.stringContaining("tfstate"));
    expect(stateServer.unlocked).toEqual([]);
    expect(stateServer.locks.size).toBe(0);
  });

  it("bring it to a stack that was never applied", async () => {
    const first = { machines: [machine("web"), machine("db")], backend: "http" };
    output.synth(fleet({ hetzner: first }));
    await applied("hetzner");
    const stacks = (props: string) => ({
      hetzner: { machines: [machine("web")], backend: "http" },
      second: { machines: [machine("db", props)], backend: "http" },
    });
    const refused = output.compare(fleet(stacks(""))).refused.map((one) => formatDiagnostic(one));
    expect(refused.join("\n")).toContain("synth then prints the commands that move its state");
    const after = fleet(stacks(moved("hetzner")));
    const [, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(output.synth(after)).toEqual([]);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await changesOf("hetzner")).toEqual({});
    expect(await changesOf("second")).toEqual(NEW_STACK);
  });

  it("take what a machine had, whatever it is called, and in whatever order", async () => {
    const volumes = (...names: readonly string[]) =>
      `volumes: [${names.map((name) => `{ sizeGb: 10, ${name} }`).join(", ")}]`;
    const db = machine("db", "", volumes('name: "data"', 'name: "logs"'));
    const second = { machines: [machine("cache")], backend: "local" };
    output.synth(fleet({ hetzner: { machines: [machine("web"), db], backend: "local" }, second }));
    await applied("hetzner");
    await applied("second");
    const renamed = machine(
      "postgres",
      'movedFrom: { name: "db", stack: "hetzner" }',
      `${volumes('name: "new"', 'name: "log", movedFrom: "logs"', 'name: "data"')}, firewall: { allow: [{ protocol: "tcp", port: 22 }] }`,
    );
    const after = fleet({
      hetzner: { machines: [machine("web")], backend: "local" },
      second: { ...second, machines: [machine("cache"), renamed] },
    });
    const [, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(output.synth(after)).toEqual([]);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await changesOf("hetzner")).toEqual({});
    expect(await changesOf("second")).toEqual({
      "hcloud_firewall.postgres": "create",
      "hcloud_server.postgres": "update",
      "hcloud_volume.postgres_new": "create",
    });
  });

  it("work where the old stack has nothing left, and is gone", async () => {
    const only = { machines: [machine("db")], backend: "http" };
    output.synth(fleet({ hetzner: only, second: { machines: [machine("web")], backend: "http" } }));
    await applied("hetzner");
    await applied("second");
    const after = fleet({
      second: { machines: [machine("web"), machine("db", moved("hetzner"))], backend: "http" },
    });
    const [, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(output.synth(after)).toEqual([]);
    expect(existsSync(join(output.root, "terraform/stacks/hetzner/cdk.tf.json"))).toBe(false);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await changesOf("second")).toEqual({});
  });

  it("stop before they change anything while somebody else has a lock", async () => {
    const first = { machines: [machine("web"), machine("db")], backend: "http" };
    const second = { machines: [machine("cache")], backend: "http" };
    output.synth(fleet({ hetzner: first, second }));
    await applied("hetzner");
    await applied("second");
    const after = fleet({
      hetzner: { ...first, machines: [machine("web")] },
      second: { ...second, machines: [machine("cache"), machine("db", moved("hetzner"))] },
    });
    const [, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    output.write(after);
    const states = new Map(stateServer.states);
    stateServer.locks.set(
      "/second",
      '{"ID":"1","Operation":"apply","Who":"bea","Created":"2026-01-01T00:00:00Z"}',
    );
    const outcome = await paste(commands);
    expect(outcome.exitCode).not.toBe(0);
    expect(outcome.stderr).toContain("already locked");
    expect(stateServer.states).toEqual(states);
    expect(readdirSync(temporary)).toEqual([]);
  });
});

describeWithTools(["terraform", "openssl", "bash"], "the commands that rename a stack", () => {
  it.each(["local", "http"])("bring its state in %s to the new place", async (backend) => {
    const stack = { machines: [machine("web")], backend };
    output.synth(fleet({ hetzner: stack }));
    await applied("hetzner");
    const after = fleet({ cloud: { ...stack, props: 'movedFrom: "hetzner"' } });
    const [title, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(title).toBe("stack cloud was hetzner: run this in nix-config before the next apply");
    expect(output.synth(after)).toEqual([]);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await changesOf("cloud")).toEqual({});
    expect(readdirSync(temporary)).toEqual([]);
  });

  it("leave a state where both stacks have it", async () => {
    const stack = { machines: [machine("web")], backend: "one place" };
    output.synth(fleet({ hetzner: stack }));
    await applied("hetzner");
    const after = fleet({ cloud: { ...stack, props: 'movedFrom: "hetzner"' } });
    const [, ...commands] = moveNotes(output.compare(after).changes, "nix-config");
    expect(commands).toEqual([expect.stringContaining(".terraform-deploy-key")]);
    expect(output.synth(after)).toEqual([]);
    expect(await paste(commands)).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await changesOf("cloud")).toEqual({});
  });
});
