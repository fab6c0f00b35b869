import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { filesOf, folderWithMain, REPOSITORY, runFleet } from "./support/run-fleet";

const README = readFileSync(join(REPOSITORY, "README.md"), "utf8");

/** The code blocks of one language, in order. */
function blocks(language: string): readonly string[] {
  return [...README.matchAll(/^```(\w*)\n([\s\S]*?)^```$/gm)]
    .filter(([, name]) => name === language)
    .map(([, , text = ""]) => text);
}

describe("the README", () => {
  const example = (blocks("ts")[0] ?? "").replace('"./constructs"', "CONSTRUCTS");

  it("shows a fleet and its generated files", () => {
    const folder = folderWithMain(example);
    expect(runFleet(folder, "synth").status).toBe(0);
    const files = filesOf(join(folder, "nix-config"));
    const [host, instance] = blocks("nix");
    expect(files["modules/hosts/cinnabar/default.nix"]).toBe(host);
    expect(files["modules/clan/inventory/sshd.nix"]).toBe(instance);
  });

  it("shows a custom construct that compiles, and an aspect with an accepted warning", () => {
    const own = (blocks("ts")[1] ?? "")
      .replace('"./constructs"', "CONSTRUCTS")
      .replace('"cdktf"', JSON.stringify(join(REPOSITORY, "node_modules/cdktf")))
      .replace('"constructs"', JSON.stringify(join(REPOSITORY, "node_modules/constructs")));
    const folder = folderWithMain(own);
    const { status, stderr } = runFleet(folder, "synth");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = filesOf(join(folder, "nix-config"));
    expect(files["modules/hosts/web-2/default.nix"]).toContain('networking.hostName = "web-2"');
    expect(files["modules/clan/inventory/web-sshd.nix"]).toContain('server.tags = [ "public" ]');
    const { stdout } = runFleet(folder, "check", "--accepted");
    expect(stdout.match(/because: replicas are all alike/g)).toHaveLength(2);
  });

  it("shows a fleet that imports existing files", () => {
    const folder = folderWithMain(
      (blocks("ts").find((block) => block.includes("new NixFile(")) ?? "").replace(
        '"./constructs"',
        "CONSTRUCTS",
      ),
    );
    for (const path of ["nixos/nginx.nix", "modules/shell/fish.nix"]) {
      mkdirSync(join(folder, "nix-config", dirname(path)), { recursive: true });
      writeFileSync(join(folder, "nix-config", path), "{ }\n");
    }
    const { status, stderr } = runFleet(folder, "synth");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const files = filesOf(join(folder, "nix-config"));
    expect(files["modules/hosts/cinnabar/default.nix"]).toContain("../../../nixos/nginx.nix");
    expect(files["modules/time.nix"]).toContain("flake.modules.nixos.base");
  });

  it("shows valid disk layouts", () => {
    const layouts = blocks("ts").find((block) => block.includes("DataDisk.zfs")) ?? "";
    const machines = `
      const key = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";
      export function main(app) {
        const fleet = new Fleet(app, "infra");
        for (const [name, disk] of Object.entries(layouts)) new NixosMachine(fleet, name, { stateVersion: "25.11", disk });
        const authorized = [new User(fleet, "ada", { sshKeys: [key] })];
        new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.ALL], authorized });
      }`;
    const imports = 'import { Fleet, NixosMachine, Tag, User, UserAccount } from "CONSTRUCTS";';
    const text = `${imports}\n${layouts.replace('"./constructs"', '"CONSTRUCTS"')}${machines}`;
    const folder = folderWithMain(text.replaceAll('"CONSTRUCTS"', "CONSTRUCTS"));
    const { status, stderr } = runFleet(folder, "synth");
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
  });

  it("shows an error message", () => {
    const folder = folderWithMain(example.replace("CX53", "CX43"));
    expect(runFleet(folder, "synth").stderr).toBe(`${blocks("")[0]}`);
  });

  it("links to existing files", () => {
    const links = [...README.matchAll(/\]\((?!http)([^)#]+)\)/g)].map(([, path = ""]) => path);
    expect(links.length).toBeGreaterThan(0);
    for (const path of links) expect(() => readFileSync(join(REPOSITORY, path))).not.toThrow();
  });
});
