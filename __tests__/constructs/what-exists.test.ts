import { describe, expect, it } from "vitest";
import {
  ClanService,
  DarwinMachine,
  FlakeInput,
  Fleet,
  Location,
  NixosMachine,
  SopsSecret,
  Tag,
  User,
  VarsGenerator,
} from "../../constructs";
import { issuesOf, nixSide } from "../support/diagnostics";
import { fleetWith, server, testApp } from "../support/fleets";
import { ED25519 } from "../support/secrets";

const RELEASE = { stateVersion: "25.11" };

/** What a library that knows only the usual would refuse, though NixOS, Nix, clan or Hetzner take it. */
describe("is accepted, because it exists:", () => {
  it.each(["13.10", "14.04", "18.09", "20.09", "21.05", "25.11", "31.05"])(
    "the NixOS release %s",
    (stateVersion) => {
      const { app } = fleetWith((fleet) => new NixosMachine(fleet, "cinnabar", { stateVersion }));
      expect(issuesOf(app)).toEqual([]);
    },
  );

  it.each([
    "github:NixOS/nixpkgs/nixos-25.11",
    "github:NixOS/nixpkgs?ref=nixos-25.11&dir=lib",
    "gitlab:group%2Fsub/repository",
    "sourcehut:~ada/fleet",
    "git+ssh://git@example.org/ada/fleet.git?ref=main&shallow=1",
    "git+file:///home/ada/fleet",
    "hg+https://example.org/fleet",
    "https://git.example.org/clan/clan-core/archive/main.tar.gz",
    "tarball+https://example.org/x",
    "file+https://example.org/x.txt",
    "path:../library",
    "flake:nixpkgs",
    "flake:nixpkgs/nixos-25.11",
    "./library",
    "..",
  ])("the flake reference %s", (url) => {
    const { app } = fleetWith((fleet) => new FlakeInput(fleet, "LazyVim", { url }));
    expect(issuesOf(app)).toEqual([]);
  });

  it.each([
    "nixpkgs",
    "nixpkgs/nixos-25.11",
    "nixpkgs/nixos-25.11/a3c0b3b21515f74fd2665903d4ce6bc4dc81c77c",
  ])("the name %s in the registry, with a warning", (url) => {
    const { app } = fleetWith((fleet) => new FlakeInput(fleet, "stylix", { url }));
    expect(issuesOf(app).map(({ code, severity }) => [code, severity])).toEqual([
      ["input-url-indirect", "warning"],
    ]);
  });

  it.each([
    `from="10.0.0.0/8,2001:db8::/32",no-pty ${ED25519}`,
    `restrict,command="/bin/run \\"a b\\" it's" ${ED25519}`,
    `cert-authority,principals="ada" ${ED25519}`,
    `no-agent-forwarding ${ED25519}`,
    ED25519.replace(" ", "  \t"),
    certificate("ssh-ed25519-cert-v01@openssh.com"),
    certificate("sk-ssh-ed25519-cert-v01@openssh.com"),
    certificate("sk-ecdsa-sha2-nistp256@openssh.com"),
  ])("the ssh key %s", (key) => {
    const { app } = fleetWith((fleet) => new User(fleet, "ada", { sshKeys: [key] }));
    expect(issuesOf(app)).toEqual([]);
  });

  it.each(["jo.doe", "JDoe", "_github-runner", "Ada-L_1", "4dmin"])("the login name %s", (name) => {
    const { app } = fleetWith((fleet) => new User(fleet, name, { sshKeys: [ED25519], uid: 600 }));
    expect(issuesOf(app)).toEqual([]);
    expect(nixSide(app).files.some(({ path }) => path.includes("/_"))).toBe(false);
  });

  it.each([
    ["400", undefined],
    ["440", "0440"],
    ["u=r", undefined],
    ["u=rw,g=r", "0640"],
    ["ug=r,o=", "0440"],
  ])("the mode %s of a secret", (mode, written) => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const token = new SopsSecret(fleet, "token", { file: ".secrets/a+b.yaml", mode });
    const files = { ".env": { mode } };
    const key = new VarsGenerator(fleet, "matrix.key", { files, script: 'date > "$out/.env"' });
    new NixosMachine(fleet, "cinnabar", { ...RELEASE, secrets: [token], vars: [key] });
    expect(issuesOf(app)).toEqual([]);
    const text = nixSide(app).files.find(({ path }) => path.endsWith("token.nix"))?.text;
    if (written === undefined) expect(text).not.toContain("mode");
    else expect(text).toContain(`mode = "${written}";`);
  });

  it("a location that is newer than the catalogue", () => {
    const facts = { name: "waw1", city: "Warsaw", country: "PL", networkZone: "eu-east" };
    expect(issuesOf(server({ location: Location.custom(facts) }).app)).toEqual([]);
  });

  it.each([`${"a".repeat(63)}.${"b".repeat(63)}.example.org/role`, "a/b", "role", "A_b.c-d"])(
    "the label %s at Hetzner",
    (label) => expect(issuesOf(server({ labels: { [label]: "web_1" } }).app)).toEqual([]),
  );

  it.each(["x86_64-linux", "2nd-floor", "eu.central", "role:web", "a/b"])("the tag %s", (name) => {
    const { app } = fleetWith((fleet) => {
      new NixosMachine(fleet, "cinnabar", { ...RELEASE, tags: [new Tag(fleet, name)] });
    });
    expect(issuesOf(app)).toEqual([]);
  });

  it.each(["wireguard_infra", "user-jo.doe", "@ada/backup".replace("/", "-"), "2fa"])(
    "the instance %s",
    (name) => {
      const { app } = fleetWith((fleet) => {
        const machine = new NixosMachine(fleet, "cinnabar", RELEASE);
        const roles = { server: { machines: [machine] } };
        new ClanService(fleet, name, { service: "tor", roles });
      });
      expect(issuesOf(app)).toEqual([]);
    },
  );

  it("a clan named My_Clan, with a lower-case domain", () => {
    const app = testApp();
    expect(new Fleet(app, "My_Clan").domain).toBe("my-clan");
    expect(issuesOf(app)).toEqual([]);
  });

  it("a machine name with capital letters or an underscore, with a warning", () => {
    const { app } = fleetWith((fleet) => new NixosMachine(fleet, "Phi_nixos", RELEASE));
    expect(issuesOf(app).map(({ code }) => code)).toEqual(["machine-name-unusual"]);
  });

  it("a state version of a newer nix-darwin, with a warning", () => {
    const { app } = fleetWith((fleet) => new DarwinMachine(fleet, "mac", { stateVersion: 8 }));
    expect(issuesOf(app).map(({ code }) => code)).toEqual(["state-version-newer"]);
  });

  it("a board with RISC-V", () => {
    const { app } = fleetWith((fleet) => {
      new NixosMachine(fleet, "visionfive", { ...RELEASE, platform: "riscv64-linux" });
    });
    expect(issuesOf(app)).toEqual([]);
  });
});

/** A key of a type, with two fields that are not checked. */
function certificate(type: string): string {
  const fields = [type, "a".repeat(32), "b".repeat(40)].map((field) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(field.length);
    return Buffer.concat([length, Buffer.from(field)]);
  });
  return `${type} ${Buffer.concat(fields).toString("base64")} ada`;
}
