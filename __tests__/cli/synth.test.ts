import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import {
  filesOf,
  folderWithMain,
  REPOSITORY,
  runFleet,
  synthesizedFolder,
  writeMain,
} from "../support/run-fleet";

const LANGUAGE = join(REPOSITORY, "node_modules/@nix-fleet/nix-language");
const CDKTF = join(REPOSITORY, "node_modules/cdktf");

const ONE_MACHINE = (body = "") => `
import { ApiToken, Disk, Fleet, type FleetApp, HetznerStack, Location, NixosMachine, ServerType, Tag } from CONSTRUCTS;

export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra"); fleet.accept("machine-without-sshd", { because: "it is about something else" });
  const server = { type: ServerType.CX53, location: Location.FSN1 };
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    server,
    disk: Disk.plain({ filesystem: "ext4" }),
  });
  new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  ${body}
}
`;

/** The constructs of another checkout. */
function otherCopyOfTheLibrary(): string {
  const checkout = mkdtempSync(join(tmpdir(), "fleet-copy-"));
  const constructs = join(checkout, "constructs");
  cpSync(join(REPOSITORY, "constructs"), constructs, { recursive: true });
  symlinkSync(join(REPOSITORY, "node_modules"), join(checkout, "node_modules"));
  return constructs;
}

describe("fleet synth", () => {
  it("writes the Terraform JSON of a fleet", () => {
    const folder = synthesizedFolder(ONE_MACHINE());
    const files = filesOf(join(folder, "nix-config"));
    expect(Object.keys(files)).toContain("terraform/stacks/hetzner/cdk.tf.json");
    expect(Object.keys(files)).toContain("terraform/manifest.json");
  });

  it("prints errors without a stack trace, and changes no file", () => {
    const folder = folderWithMain(ONE_MACHINE('new Tag(fleet, "all"); new Tag(fleet, "cloud");'));
    const stack = join(folder, "nix-config/terraform/stacks/hetzner");
    mkdirSync(stack, { recursive: true });
    writeFileSync(join(stack, "cdk.tf.json"), "what was there");
    const { status, stdout, stderr } = runFleet(folder, "synth");
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain("error: the fleet has 1 error; nothing was written");
    expect(stderr).toMatch(
      /^error\[tag-reserved\]: tag name is reserved.*: "all"\n {2}at infra\/tag:all \(main\.ts:13:3\)\n {2}allowed: /,
    );
    expect(stderr).toMatch(
      /\nwarning\[tag-unused\]: no machine has the tag: "cloud"\n {2}at infra\/tag:cloud \(main\.ts:13:26\)\n/,
    );
    expect(stderr).not.toMatch(/\n {4,}at /);
    expect(filesOf(join(folder, "nix-config"))).toEqual({
      "terraform/stacks/hetzner/cdk.tf.json": "what was there",
    });
  });

  it("reports the author's line for an error that cdktf throws", () => {
    const folder = folderWithMain(ONE_MACHINE('new Fleet(app, "infra");'));
    const { status, stderr } = runFleet(folder, "synth");
    expect(status).toBe(1);
    expect(stderr).toMatch(
      /^error\[declaration-failed\]: There is already a Construct with name 'infra'.*\n {2}at \(app\) \(main\.ts:13:3\)\n/,
    );
  });

  it("reports a folder without a fleet", () => {
    const folder = folderWithMain("export const nothing = 1;");
    expect(runFleet(folder, "synth").stderr).toContain("main.ts does not export a function main");
    expect(runFleet(join(folder, ".."), "synth").stderr).toContain("there is no main.ts in");
  });

  it("reports a folder that cannot be created", () => {
    const { status, stderr } = runFleet(folderWithMain(ONE_MACHINE()), "synth", "--out", "/proc/x");
    expect(status).toBe(1);
    expect(stderr).toMatch(/^error: cannot write to \/proc\/x/);
    expect(stderr).not.toMatch(/\n\s+at /);
  });

  it("refuses an empty name for the output folder, which would be the root directory", () => {
    const { status, stderr } = runFleet(folderWithMain(ONE_MACHINE()), "synth", "--out", "");
    expect(status).toBe(1);
    expect(stderr).toContain("name a folder");
  });

  it("writes the same files for a fleet that uses another copy of the library", () => {
    const folder = synthesizedFolder(ONE_MACHINE());
    const before = filesOf(join(folder, "nix-config"));
    writeMain(folder, ONE_MACHINE(), otherCopyOfTheLibrary());
    expect(runFleet(folder, "synth")).toMatchObject({ status: 0, stderr: "" });
    expect(Object.keys(before)).not.toEqual([]);
    expect(filesOf(join(folder, "nix-config"))).toEqual(before);
  });

  it.each([
    ["an asynchronous main", "export async function main(app) {}", "main is asynchronous"],
    ["an empty main", "export function main(app) {}", "main declares no fleet"],
    ["a main that calls app.synth()", ONE_MACHINE("app.synth();"), "remedy: remove app.synth()"],
    [
      "a main that throws a string",
      'export function main() { throw "boom"; }',
      "error[declaration-failed]: boom",
    ],
  ])("refuses %s, and removes nothing", (_, text, says) => {
    const folder = synthesizedFolder(ONE_MACHINE());
    const before = filesOf(join(folder, "nix-config"));
    writeMain(folder, text);
    const { status, stderr } = runFleet(folder, "synth");
    expect(status).toBe(1);
    expect(stderr).toContain(says);
    expect(filesOf(join(folder, "nix-config"))).toEqual(before);
  });

  it("keeps Terraform's references and secrets out of the Nix files", () => {
    const settings =
      'settings: { x: expression("path.module"), y: nix.comment("z", "AGE-SECRET-KEY-1' +
      "Q".repeat(58) +
      '") }';
    const folder = folderWithMain(
      ONE_MACHINE(`new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", ${settings} });`)
        .replace("Tag }", "Tag, expression }")
        .replace(
          "export function",
          `import { nix } from ${JSON.stringify(LANGUAGE)};\nexport function`,
        ),
    );
    const { status, stderr } = runFleet(folder, "synth");
    expect(status).toBe(1);
    expect(stderr).toContain(
      "verdigris/default.nix would contain a Terraform reference, which Nix cannot resolve",
    );
    expect(stderr).toContain("an age secret key in plain text");
  });

  it("prints warnings from cdktf annotations", () => {
    const folder = folderWithMain(
      ONE_MACHINE('Annotations.of(cinnabar).addWarning("mind the gap");').replace(
        "export function",
        `import { Annotations } from ${JSON.stringify(CDKTF)};\nexport function`,
      ),
    );
    expect(runFleet(folder, "synth").stderr).toMatch(
      /^warning\[annotation-warning\]: mind the gap\n {2}at infra\/machine:cinnabar \(main\.ts:8:20\)\n/,
    );
  });

  it("writes nothing on a dry run", () => {
    const folder = folderWithMain(ONE_MACHINE());
    const { status, stdout } = runFleet(folder, "synth", "--dry-run");
    expect(status).toBe(0);
    expect(stdout).toContain("would create nix-config/terraform/stacks/hetzner/cdk.tf.json");
    expect(filesOf(join(folder, "nix-config"))).toEqual({});
  });
});

describe("main.ts run by itself, as cdktf's CLI does", () => {
  it("refuses options, and names the command that takes them", () => {
    const { status, stderr } = spawnSync(
      process.execPath,
      ["--import", "tsx", "main.ts", "--dry-run"],
      { cwd: REPOSITORY, encoding: "utf8" },
    );
    expect(status).toBe(1);
    expect(stderr).toContain("remedy: npx fleet synth --dry-run");
  });
});

describe("fleet terranix", () => {
  it("writes nothing for a main that calls app.synth()", () => {
    const folder = folderWithMain(ONE_MACHINE("app.synth();"));
    expect(runFleet(folder, "terranix", "--stack", "hetzner").status).toBe(1);
    expect(filesOf(join(folder, "nix-config"))).toEqual({});
  });

  it("prints the stack as terranix renders it and writes nothing", () => {
    const folder = folderWithMain(ONE_MACHINE());
    const { stdout } = runFleet(folder, "terranix", "--stack", "hetzner");
    expect(JSON.parse(stdout).resource.hcloud_server.cinnabar.server_type).toBe("cx53");
    expect(filesOf(join(folder, "nix-config"))).toEqual({});
  });

  it("lists the existing stacks for an unknown one", () => {
    const folder = folderWithMain(ONE_MACHINE());
    const { status, stderr } = runFleet(folder, "terranix", "--stack", "aws");
    expect(status).toBe(1);
    expect(stderr).toBe(
      'error: there is no stack "aws"\n  allowed: hetzner\n  remedy: correct the name\n',
    );
  });
});
