import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, runFleet, runFleetProcess } from "../support/run-fleet";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

function folderWith(files: Readonly<Record<string, string>> = {}): string {
  const folder = mkdtempSync(join(tmpdir(), "fleet-init-"));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

const EXISTING = {
  "flake.nix": `{
  inputs = {
    nixpkgs.url = "github:NixOS/nixpkgs/nixos-25.11";
    home-manager = { url = "github:nix-community/home-manager"; };
  };
  outputs = inputs: { devShells = { }; };
}`,
  Justfile: "default:\n",
  ".github/workflows/build.yaml": "on: push\n",
  ".gitignore": "/node_modules\n",
  "clan.nix": "{ inventory.machines = { }; }\n",
  "machines/alpha/configuration.nix": "{ }\n",
  "modules/web.nix": "{ services.nginx.enable = true; }\n",
  "package.json": '{ "type": "module" }\n',
  "terraform/terraform.tfstate": "{}\n",
};

describe("fleet init", () => {
  it("writes a fleet according to the options", () => {
    const folder = folderWith({ "ada.pub": `${KEY}\n` });
    const options = [
      ...["--name", "lab", "--nixos", "web-1", "class", "--darwin", "mac", "--user", "ada"],
      ...["--key", "ada.pub", "--server-type", "cpx32", "--location", "nbg1"],
      ...["--out", "nix", "--module", "commonjs", "--yes"],
    ];
    const { status, stderr } = runFleet(folder, "init", ...options);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = filesOf(folder);
    expect(Object.keys(files)).toEqual([
      ...[".gitignore", "ada.pub", "cdktf.json", "main.ts", "package.json", "tsconfig.json"],
    ]);
    const main = files["main.ts"];
    for (const line of [
      'const fleet = new Fleet(app, "lab");',
      `const ada = new User(fleet, "ada", { sshKeys: [${JSON.stringify(KEY)}] });`,
      'const web1 = new NixosMachine(fleet, "web-1", {',
      'const theclass = new NixosMachine(fleet, "class", {',
      "server: { type: ServerType.CPX32, location: Location.NBG1 },",
      'new DarwinMachine(fleet, "mac", { stateVersion: 6, primaryUser: ada });',
    ]) {
      expect(main).toContain(line);
    }
    expect(JSON.parse(`${files["package.json"]}`).type).toBe("commonjs");
    expect(JSON.parse(`${files["cdktf.json"]}`).output).toBe("nix/terraform");
  });

  it("lists existing files, does not change them, and does not generate files in conflict with them", () => {
    const folder = folderWith(EXISTING);
    const { status, stdout } = runFleetProcess(folder, "init", ".", "--yes");
    expect(status).toBe(0);
    for (const line of [
      "flake.nix with inputs nixpkgs, home-manager",
      "Justfile",
      ".github/workflows/build.yaml",
      "modules/ with 1 Nix file",
      "machines/ with alpha",
      "a clan inventory",
      "terraform/terraform.tfstate, a Terraform state",
    ]) {
      expect(stdout).toContain(`\n  ${line}\n`);
    }
    expect(filesOf(folder)).toMatchObject(EXISTING);
    expect(readFileSync(join(folder, "main.ts"), "utf8")).toContain(
      'ownFiles: [".github/workflows/ci.yml", "flake.nix", "justfile", "modules/flake-parts/dev-shell.nix"],',
    );
  });

  it("chooses the file name of the entry by the requested module format", () => {
    const folder = folderWith(EXISTING);
    expect(runFleet(folder, "init", "--module", "commonjs").status).toBe(0);
    expect(Object.keys(filesOf(folder))).toContain("main.cts");
  });

  it("writes nothing on a dry run, and creates no folder", () => {
    const folder = folderWith();
    const { status, stdout } = runFleet(folder, "init", "new", "--dry-run");
    expect({ status, stdout }).toMatchObject({
      status: 0,
      stdout: expect.stringContaining("would write:\n  package.json\n"),
    });
    expect(filesOf(folder)).toEqual({});
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      "an invalid machine name",
      ["--nixos", "Web 1"],
      /error\[machine-name-invalid\][\s\S]*"Web 1"/,
    ],
    ["an invalid fleet name", ["--name", "a.b"], /error\[fleet-name-invalid\][\s\S]*"a\.b"/],
    ["an invalid user name", ["--user", "A B"], /error\[user-name-invalid\][\s\S]*"A B"/],
    ["two machines with one name", ["--nixos", "a", "a"], /error\[machine-duplicate\]/],
    ["a malformed key", ["--key", "ssh-rsa nokey"], /error\[ssh-key-malformed\]/],
    ["a missing key file", ["--key", "nowhere"], /"nowhere"\n {2}allowed: .*\n {2}remedy: /],
    ["a private key", ["--key", "id"], /private key[\s\S]*remedy: give id\.pub/],
    ["an unknown server type", ["--server-type", "cx99"], /"cx99"\n {2}allowed: .*cx53/],
    ["a server without a key", ["--server-type", "cx53"], /--server-type needs --key/],
    [
      "an unknown location",
      ["--server-type", "cx53", "--location", "mars"],
      /"mars"\n {2}allowed: .*fsn1/,
    ],
    ["a location without a server type", ["--location", "fsn1"], /--location needs --server-type/],
    ["an unknown module format", ["--module", "amd"], /Allowed choices are esm, commonjs/],
  ])("refuses %s, and writes nothing", (_, options, message) => {
    const folder = folderWith({ id: "-----BEGIN OPENSSH PRIVATE KEY-----\n" });
    const { status, stderr } = runFleet(folder, "init", ...options);
    expect(stderr).toMatch(message);
    expect(status).toBe(1);
    expect(Object.keys(filesOf(folder))).toEqual(["id"]);
  });

  it("refuses a folder that already has a fleet", () => {
    const folder = folderWith({ "main.mts": "" });
    const { status, stderr } = runFleetProcess(folder, "init");
    expect({ status, stderr }).toMatchObject({
      status: 1,
      stderr: expect.stringContaining("already has a fleet: main.mts"),
    });
  });
});
