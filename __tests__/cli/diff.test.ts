import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import Ajv2020 from "ajv/dist/2020";
import { beforeEach, describe, expect, it } from "vitest";
import schema from "../../docs/changes.schema.json";
import { filesOf, runFleet, synthesizedFolder, writeMain } from "../support/run-fleet";

/** A fleet of two machines with servers, changed by replacing parts of the text. */
const MAIN = `
import { ApiToken, Disk, Fleet, type FleetApp, HetznerStack, Location, NixosMachine, ServerType, SshdService, Tag } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra"); for (const code of ["machine-without-sshd", "machine-without-login-key"]) fleet.accept(code, { because: "it is about something else" });
  const disk = Disk.plain({ filesystem: "ext4" });
  const server = { type: ServerType.CX23, location: Location.FSN1 };
  const web = new NixosMachine(fleet, "web", { stateVersion: "25.11", disk, server });
  const db = new NixosMachine(fleet, "db", { stateVersion: "25.11", disk, server });
  new SshdService(fleet, "sshd", { servers: [web], clients: [Tag.ALL] });
  new HetznerStack(app, "hetzner", { machines: [web, db], token: ApiToken.fromEnvironment() });
}
`;

const WITHOUT_DB = MAIN.replace(/ {2}const db = .*\n/, "").replace("[web, db]", "[web]");
const WITH_DESCRIPTION = MAIN.replace('"db", {', '"db", { description: "PostgreSQL",');
const WITH_LABEL = MAIN.replace("Location.FSN1 }", 'Location.FSN1, labels: { role: "web" } }');

let folder: string;
const output = () => join(folder, "nix-config");

beforeEach(() => {
  folder = synthesizedFolder(MAIN);
});

describe("fleet diff", () => {
  it("reports no changes", () => {
    expect(runFleet(folder, "diff")).toMatchObject({ status: 0, stdout: "" });
  });

  it("prints what an apply does and which machines a file affects, and writes nothing", () => {
    const before = filesOf(output());
    writeMain(folder, WITH_LABEL.replace("servers: [web]", "servers: [web, db]"));
    const { status, stdout } = runFleet(folder, "diff");
    expect(status).toBe(2);
    expect(stdout).toContain("stack hetzner (compared with the last synth)");
    expect(stdout).toContain("  ~ hcloud_server.db: update");
    expect(stdout).toContain('labels: (not set) -> {"role":"web"}');
    expect(stdout).toContain("services\n  + sshd: server/db\n");
    expect(stdout).toContain("# affects web, db\n--- a/modules/clan/inventory/sshd.nix");
    expect(filesOf(output())).toEqual(before);
  });

  it("repeats how to move the state of a renamed stack until it is moved", () => {
    const stacks = join(output(), "terraform/stacks");
    writeFileSync(join(stacks, "hetzner/terraform.tfstate"), "{}");
    writeMain(folder, MAIN.replace('(app, "hetzner", {', '(app, "cloud", { movedFrom: "hetzner",'));
    const steps =
      "mv terraform/stacks/hetzner/terraform.tfstate terraform/stacks/cloud/terraform.tfstate";
    for (const command of ["synth", "synth", "diff"]) {
      expect(runFleet(folder, command).stdout, command).toContain(steps);
    }
    renameSync(join(stacks, "hetzner/terraform.tfstate"), join(stacks, "cloud/terraform.tfstate"));
    expect(runFleet(folder, "diff").stdout).not.toContain("mv terraform");
  });

  it("shows the files that a synth changes after movedFrom is removed", () => {
    const withNas = (props: string) =>
      MAIN.replace(
        "  new SshdService",
        `  new NixosMachine(fleet, "nas", { stateVersion: "25.11", ${props} });\n  new SshdService`,
      );
    writeMain(folder, withNas('movedFrom: "box"'));
    expect(runFleet(folder, "synth").status).toBe(0);
    expect(runFleet(folder, "diff")).toMatchObject({ status: 0, stdout: "" });
    writeMain(folder, withNas(""));
    const { status, stdout } = runFleet(folder, "diff");
    expect(stdout).toContain("+++ b/.fleet-record.json");
    expect(status).toBe(2);
    expect(runFleet(folder, "synth").status).toBe(0);
    expect(runFleet(folder, "diff")).toMatchObject({ status: 0, stdout: "" });
  });

  it("reads a record and a state that begin with a byte order mark", () => {
    writeMain(folder, WITHOUT_DB);
    const record = join(output(), ".fleet-record.json");
    writeFileSync(record, `\uFEFF${readFileSync(record, "utf8")}`);
    const state = join(folder, "shown.json");
    writeFileSync(state, `\uFEFF${JSON.stringify({ format_version: "1.0", values: {} })}`);
    const { status, stdout } = runFleet(folder, "diff", "--state", "shown.json");
    expect(status).toBe(2);
    expect(stdout).toContain("  + hcloud_server.web: create");
    expect(stdout).toContain("machines\n  - db");
  });

  it("refuses a state that does not exist", () => {
    const { status, stderr } = runFleet(folder, "diff", "--state", "/nonexist");
    expect(status).toBe(1);
    expect(stderr).toContain('error: cannot read the state "/nonexist": ENOENT');
    expect(stderr).toContain("remedy: correct the path, or leave --state out");
  });

  it("takes a local file for no state of a renamed stack whose backend is elsewhere", () => {
    const elsewhere =
      'movedFrom: "hetzner", backend: Backend.http({ address: "https://example.org/s" }),';
    writeFileSync(join(output(), "terraform/stacks/hetzner/terraform.tfstate"), "{}");
    writeMain(
      folder,
      MAIN.replace('(app, "hetzner", {', `(app, "cloud", { ${elsewhere}`).replace(
        "{ ApiToken,",
        "{ ApiToken, Backend,",
      ),
    );
    expect(runFleet(folder, "synth").status).toBe(0);
    expect(runFleet(folder, "diff").stdout).not.toContain("mv terraform");
  });

  it("exits with 3 for a destructive change, and reports that synth refuses it", () => {
    writeMain(folder, WITHOUT_DB);
    const { status, stdout, stderr } = runFleet(folder, "diff");
    expect(status).toBe(3);
    expect(stdout).toContain("  - hcloud_server.db: destroy");
    expect(stdout).toContain("loses the server's disk, with the system and its data");
    expect(stderr).toContain("fleet synth refuses these changes:\n\nerror[machine-removed]");
  });

  it.each([
    ["no change", MAIN, 0],
    ["a change", WITH_LABEL, 2],
    ["a description", WITH_DESCRIPTION, 2],
    ["a destruction", WITHOUT_DB, 3],
  ])("prints JSON that matches its schema: %s", (_, main, status) => {
    writeMain(folder, main);
    const run = runFleet(folder, "diff", "--format", "json");
    expect(run.status).toBe(status);
    const validate = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(schema);
    expect(validate(JSON.parse(run.stdout)), JSON.stringify(validate.errors)).toBe(true);
    expect(JSON.parse(run.stdout).destructive).toBe(status === 3);
  });

  it("compares with a given state, and refuses a file that is not a state", () => {
    writeMain(folder, WITHOUT_DB);
    const state = join(folder, "shown.json");
    writeFileSync(state, JSON.stringify({ format_version: "1.0", values: {} }));
    const { status, stdout } = runFleet(folder, "diff", "--state", "shown.json");
    expect(status).toBe(2);
    expect(stdout).toContain("stack hetzner (compared with the state)");
    expect(stdout).toContain("  + hcloud_server.web: create");
    writeFileSync(state, "{}");
    const wrong = runFleet(folder, "diff", "--state", "hetzner=shown.json");
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain("error: file is not a Terraform state: shown.json");
  });
});

describe("fleet synth", () => {
  it("exits with 1 for an undeclared destructive change, and changes no file", () => {
    const before = filesOf(output());
    writeMain(folder, WITHOUT_DB);
    const { status, stdout, stderr } = runFleet(folder, "synth");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("error[machine-removed]: machine db is no longer in the fleet");
    expect(stderr).toContain("error: the fleet has 1 error; nothing was written");
    expect(filesOf(output())).toEqual(before);
    expect(runFleet(folder, "synth", "--dry-run").status).toBe(1);
  });

  it("accepts the loss of a machine that was never applied, and refuses an unknown name", () => {
    writeMain(folder, WITHOUT_DB);
    const unknown = runFleet(folder, "synth", "--never-applied", "dbb");
    expect(unknown.status).toBe(1);
    expect(unknown.stderr).toContain("allowed: db, hetzner, web");
    expect(runFleet(folder, "synth", "--never-applied", "db")).toMatchObject({ status: 0 });
    expect(runFleet(folder, "diff").status).toBe(0);
  });
});
