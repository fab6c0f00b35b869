import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { ApiError } from "./provider-double/hetzner/api-error";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

const GOLDEN = join(__dirname, "../constructs/terraform/golden");
const TOKEN = "t".repeat(64);
const PROVIDERS = {
  hcloud: { source: "hetznercloud/hcloud" },
  null: { source: "hashicorp/null" },
  tls: { source: "hashicorp/tls" },
  local: { source: "hashicorp/local" },
  external: { source: "hashicorp/external" },
};
const CINNABAR = {
  name: "cinnabar",
  server_type: "cx53",
  image: "debian-12",
  location: "fsn1",
} as const;
const SERVER = "hcloud_server.cinnabar";
const ISSUED = "hcloud_server.cinnabar.ipv4_address";

let world: ProviderDouble;
let standIns: StandIns;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan", `if [ "$1" = secrets ]; then printf %s ${TOKEN}; fi`);
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
});

afterEach(() => world.stop());

const folder = () => join(world.directory, "stack");

/** Writes a stack, or changes it, and returns the Terraform of its folder. */
function stack(config: object | string): Terraform {
  mkdirSync(folder(), { recursive: true });
  const text = typeof config === "string" ? config : JSON.stringify(config);
  writeFileSync(join(folder(), "cdk.tf.json"), text);
  return new Terraform(folder(), world, { PATH: standIns.path });
}

function golden(name: string): string {
  return readFileSync(join(GOLDEN, `${name}.tf.json`), "utf8");
}

/** A stack of resources, with every provider and a token. */
function resources(resource: object, token = TOKEN): Terraform {
  return stack({
    terraform: { required_providers: PROVIDERS },
    provider: { hcloud: { token } },
    resource,
  });
}

/** A stack of one server. */
function server(attributes: object = {}, others: object = {}): Terraform {
  return resources({ hcloud_server: { cinnabar: { ...CINNABAR, ...attributes } }, ...others });
}

/** The state's view of a resource. */
async function stateOf(terraform: Terraform, address: string) {
  return (await terraform.state()).get(address);
}

describeWithTools(["terraform", "bash"], "the provider double", () => {
  it("takes terranix's stack from nothing to nothing", async () => {
    const terraform = stack(golden("cinnabar"));
    expect(await terraform.init()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });

    const { ipv4 } = world.cloud.servers.named("cinnabar");
    const key = join(folder(), ".terraform-deploy-key");
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect(readFileSync(key, "utf8")).toMatch(/^-----BEGIN OPENSSH PRIVATE KEY-----\n/);
    expect(world.cloud.sshKeys.named("cinnabar-terraform-deploy").publicKey).toMatch(
      /^ssh-ed25519 AAAA\S+\n$/,
    );
    expect(
      standIns.calls.find(([clan, command]) => clan === "clan" && command === "machines"),
    ).toEqual(
      `clan machines install cinnabar --update-hardware-config nixos-facter --target-host root@${ipv4} -i ./.terraform-deploy-key --yes`.split(
        " ",
      ),
    );

    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    expect(await terraform.destroy()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(world.cloud.servers.all()).toEqual([]);
    expect(existsSync(key)).toBe(false);
  });

  it("settles on every kind of resource we use", async () => {
    const terraform = stack(golden("rich"));
    standIns.add("darwin-rebuild");
    writeFileSync(join(folder(), "blackphos.nix"), "{ }");
    writeFileSync(
      join(folder(), "terraform.tfvars.json"),
      JSON.stringify({ extra_label: "x", passphrase: "y" }),
    );
    expect(await terraform.init()).toMatchObject({ exitCode: 0 });
    expect(await terraform.validate()).toMatchObject({ valid: true, diagnostics: [] });
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });

    const { cloud } = world;
    const cinnabar = cloud.servers.named("cinnabar");
    expect(cinnabar.ipv4).toBe(cloud.primaryIps.named("cinnabar-v4").address);
    expect(cloud.volumes.named("cinnabar-data").serverId).toBe(cinnabar.id);
    expect(cloud.reverseDns.get(cinnabar.ipv4 ?? "")).toBe("cinnabar.example.org");
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
    expect((await terraform.destroy()).stderr).toContain("Instance cannot be destroyed");
  });

  it.each([
    ["an attribute that only the provider sets", { ipv4_address: "192.0.2.1" }, "ipv4_address"],
    ["an attribute that does not exist", { ipv4: "192.0.2.1" }, "ipv4"],
    ["a missing attribute", { server_type: undefined }, "server_type"],
    ["a required attribute that is null", { server_type: null }, "server_type"],
    ["a value of another type", { labels: "role=controller" }, "map of string"],
    ["a malformed label", { labels: { role: "not a label" } }, "not a label"],
  ])("refuses %s", async (_, attributes, mention) => {
    const { valid, diagnostics } = await server(attributes).validate();
    expect(valid).toBe(false);
    expect(JSON.stringify(diagnostics)).toContain(mention);
  });

  it.each([
    ["server type", { server_type: "cx99" }, "server type cx99 not found"],
    ["withdrawn server type", { server_type: "cx22" }, "can no longer be ordered"],
    ["location", { location: "mars1" }, "invalid input in field 'location'"],
    ["location of a server type", { location: "ash" }, "unsupported location"],
    ["image", { image: "debian-99" }, "image debian-99 for architecture x86 not found"],
    ["ssh key", { ssh_keys: ["4711"] }, "SSH key not found: 4711"],
  ])("refuses an order for lack of the %s", async (_, attributes, message) => {
    const { exitCode, stderr } = await server(attributes).apply();
    expect(exitCode).toBe(1);
    expect(stderr).toContain(message);
    expect(world.cloud.servers.all()).toEqual([]);
  });

  it("refuses a token that is none, before any request", async () => {
    const terraform = resources({ hcloud_server: { cinnabar: CINNABAR } }, "short");
    const { exitCode, stderr } = await terraform.plan();
    expect(exitCode).toBe(1);
    expect(stderr).toContain("must be exactly 64 characters long");
    expect(world.cloud.requests).toEqual([]);
  });

  it.each([
    ["a program that fails", "echo no key >&2; exit 3", "no key"],
    ["output that is no object of strings", "echo '{\"secret\":1}'", "JSON object of strings"],
  ])("refuses external data from %s", async (_, script, message) => {
    standIns.add("lookup", script);
    const terraform = stack({
      terraform: { required_providers: PROVIDERS },
      data: { external: { secret: { program: ["lookup"] } } },
    });
    expect(await terraform.plan()).toMatchObject({
      exitCode: 1,
      stderr: expect.stringContaining(message),
    });
  });

  it("replaces a server only for what cannot be changed in place", async () => {
    await server().apply();
    expect((await server({ server_type: "ccx43", labels: { a: "b" } }).plan()).changes).toEqual({
      [SERVER]: "update",
    });
    for (const change of [{ image: "debian-13" }, { location: "nbg1" }, { user_data: "#!" }]) {
      expect((await server(change).plan()).changes).toEqual({ [SERVER]: "replace" });
    }
    const unchanged = { backups: false, labels: {}, iso: "" };
    expect((await server(unchanged).plan()).changes).toEqual({});
  });

  it("changes a server in place", async () => {
    await server().apply();
    const { id } = world.cloud.servers.named("cinnabar");
    const grown = { server_type: "ccx43", labels: { role: "controller" }, backups: true };
    const terraform = server(grown);
    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(world.cloud.servers.named("cinnabar")).toMatchObject({
      id,
      serverType: "ccx43",
      diskGb: 360,
      labels: { role: "controller" },
      backups: true,
    });
    expect((await terraform.plan()).exitCode).toBe(0);
  });

  it("creates a server again that vanished out of band", async () => {
    const terraform = server();
    await terraform.apply();
    const before = await stateOf(terraform, SERVER);
    world.cloud.servers.remove("cinnabar");
    expect((await terraform.plan()).changes).toEqual({ [SERVER]: "create" });
    await terraform.apply();
    expect((await stateOf(terraform, SERVER))?.values.id).not.toBe(before?.values.id);
    expect(world.cloud.requests.filter((line) => line === "POST /servers")).toHaveLength(2);
  });

  it("detaches a volume before the API refuses to delete it", async () => {
    const volume = {
      data: { name: "data", size: 10, delete_protection: true, server_id: `\${${SERVER}.id}` },
    };
    const both = { hcloud_server: { cinnabar: CINNABAR }, hcloud_volume: volume };
    expect(await resources(both).apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(world.cloud.volumes.named("data").serverId).not.toBe(0);
    expect((await server().apply()).stderr).toContain("is protected");
    expect(world.cloud.volumes.named("data").serverId).toBe(0);
  });

  it("refuses to delete a protected server", async () => {
    const terraform = server({ delete_protection: true, rebuild_protection: true });
    await terraform.apply();
    expect((await terraform.destroy()).stderr).toContain("is protected");
    expect(world.cloud.servers.all()).toHaveLength(1);
    await server().apply();
    expect(await terraform.destroy()).toMatchObject({ exitCode: 0 });
    expect(world.cloud.servers.all()).toEqual([]);
  });

  it("fails a request that a test says should fail, once", async () => {
    const terraform = server();
    world.cloud.failNext("POST /servers", new ApiError("resource_unavailable", "sold out"));
    expect((await terraform.apply()).stderr).toContain("sold out (resource_unavailable)");
    expect(await stateOf(terraform, SERVER)).toBeUndefined();
    expect(await terraform.apply()).toMatchObject({ exitCode: 0 });
  });

  it("keeps a server as tainted when a later step of its creation fails", async () => {
    const terraform = server({ backups: true });
    world.cloud.failNext(/enable_backup$/, new ApiError("locked", "server is locked"));
    expect((await terraform.apply()).exitCode).toBe(1);
    expect(await stateOf(terraform, SERVER)).toMatchObject({ tainted: true });
    expect((await terraform.plan()).changes).toEqual({ [SERVER]: "replace" });
  });

  it("taints a resource whose provisioner fails, and runs it again", async () => {
    standIns.add("install", "exit 1");
    const install = { provisioner: { "local-exec": { command: `install \${${ISSUED}}` } } };
    const terraform = server({}, { null_resource: { install } });
    expect((await terraform.apply()).exitCode).toBe(1);
    expect(await stateOf(terraform, "null_resource.install")).toMatchObject({ tainted: true });
    expect((await terraform.plan()).changes).toEqual({ "null_resource.install": "replace" });
    standIns.add("install");
    expect(await terraform.apply()).toMatchObject({ exitCode: 0 });
    expect(standIns.calls.filter(([program]) => program === "install")).toHaveLength(2);
  });

  it("brings back a server that the state lost, by its id", async () => {
    await server().apply();
    const { id } = world.cloud.servers.named("cinnabar");
    const terraform = server();
    await terraform.run("state", "rm", SERVER);
    expect((await terraform.apply()).stderr).toContain("uniqueness_error");
    expect(await terraform.run("import", SERVER, String(id))).toMatchObject({ exitCode: 0 });
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });

  it("writes a file anew that was edited or removed", async () => {
    const terraform = resources({ local_file: { note: { filename: "note", content: "a" } } });
    await terraform.apply();
    writeFileSync(join(folder(), "note"), "b");
    expect((await terraform.plan()).changes).toEqual({ "local_file.note": "create" });
    await terraform.apply();
    expect(readFileSync(join(folder(), "note"), "utf8")).toBe("a");
  });

  it("says so when a stack uses a type that it does not act out", async () => {
    const terraform = resources({ hcloud_network: { net: { name: "n", ip_range: "10.0.0.0/8" } } });
    expect(await terraform.validate()).toMatchObject({ valid: true });
    expect((await terraform.plan()).stderr).toContain("does not act out hcloud_network");
  });
});
