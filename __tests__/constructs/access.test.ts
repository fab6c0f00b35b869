import { describe, expect, it } from "vitest";
import {
  ApiToken,
  FleetApp as App,
  ClanService,
  Disk,
  EmergencyAccess,
  ExternalModule,
  Fleet,
  type FleetApp,
  HetznerStack,
  inputModule,
  NixFile,
  NixosMachine,
  type NixosMachineProps,
  nix,
  SshdService,
  Tag,
  User,
  UserAccount,
} from "../../constructs";
import { setRepository } from "../../constructs/repository";
import { issuesOf } from "../support/diagnostics";
import { DISK, SERVER, temporaryOutdir } from "../support/fleets";
import { repositoryOf } from "../support/repository";

const KEY =
  "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada@example.org";

interface Way {
  readonly sshd?: boolean;
  readonly root?: boolean;
  /** The files of the repository. */
  readonly files?: Readonly<Record<string, string>>;
  readonly machine?: (fleet: Fleet) => Partial<NixosMachineProps>;
  readonly more?: (fleet: Fleet, machine: NixosMachine, ada: User) => void;
}

/** A server with sshd and a key for root, unless a test takes one away. */
function server({
  sshd = true,
  root = true,
  files = { "modules/login.nix": "{ }\n", "nixos/login.nix": "{ }\n" },
  machine = () => ({}),
  more = () => undefined,
}: Way): FleetApp {
  const app = new App({ outdir: temporaryOutdir() });
  setRepository(app, repositoryOf(files));
  const fleet = new Fleet(app, "infra");
  const ada = new User(fleet, "ada", { sshKeys: [KEY] });
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    disk: DISK,
    server: SERVER,
    ...machine(fleet),
  });
  if (sshd) new SshdService(fleet, "sshd", { servers: [cinnabar], clients: [Tag.ALL] });
  if (root) {
    new UserAccount(fleet, "root", { user: User.ROOT, machines: [cinnabar], authorized: [ada] });
  }
  more(fleet, cinnabar, ada);
  new HetznerStack(app, "hetzner", { machines: [cinnabar], token: ApiToken.fromEnvironment() });
  return app;
}

const codesOf = (way: Way) => issuesOf(server(way)).map(({ code }) => code);

const firewall =
  (...ports: (number | string)[]) =>
  () => ({
    server: {
      ...SERVER,
      firewall: { allow: ports.map((port) => ({ protocol: "tcp" as const, port })) },
    },
  });

describe("a server that nobody gets in to", () => {
  it.each<[string, Way, readonly string[]]>([
    ["without sshd", { sshd: false }, ["machine-without-sshd"]],
    [
      "whose settings switch sshd off",
      {
        machine: () => ({
          settings: { services: { openssh: { enable: nix.apply("lib.mkForce", false) } } },
        }),
      },
      ["machine-without-sshd"],
    ],
    ["without a key", { root: false }, ["machine-without-login-key"]],
    [
      "whose only person has no key",
      {
        root: false,
        more: (fleet, machine) => {
          const bea = new User(fleet, "bea");
          new UserAccount(fleet, "root", {
            user: User.ROOT,
            machines: [machine],
            authorized: [bea],
          });
        },
      },
      ["machine-without-login-key"],
    ],
    [
      "with a key for somebody who does not update it",
      {
        root: false,
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine] }),
      },
      ["machine-without-login-key"],
    ],
    ["behind a firewall", { machine: firewall() }, ["firewall-shuts-out-ssh"]],
    [
      "behind a firewall that shuts out its own port",
      {
        machine: () => ({
          ...firewall(22)(),
          settings: { services: { openssh: { ports: [2022] } } },
        }),
      },
      ["firewall-shuts-out-ssh"],
    ],
    [
      "behind a firewall that shuts out the passphrase of its disk",
      { machine: () => ({ ...firewall("20-30")(), disk: Disk.luks({ filesystem: "ext4" }) }) },
      ["firewall-shuts-out-ssh"],
    ],
    [
      "at a port where sshd does not listen",
      { machine: () => ({ targetHost: "root@cinnabar.example.org:2022" }) },
      ["ssh-port-mismatch"],
    ],
  ])("%s is refused", (_, way, codes) => {
    expect(codesOf(way)).toEqual(codes);
  });

  it("names emergency access where that is the only way in", () => {
    const [issue] = issuesOf(
      server({
        sshd: false,
        more: (fleet, machine) => new EmergencyAccess(fleet, "emergency", { machines: [machine] }),
      }),
    );
    expect(issue?.message).toContain("emergency access at its console is the only way in");
  });

  it("can be accepted by name", () => {
    const more = (fleet: Fleet, machine: NixosMachine) =>
      fleet.accept("machine-without-sshd", { at: machine, because: "it is replaced, not updated" });
    expect(codesOf({ sshd: false, more })).toEqual([]);
  });
});

describe("a server that somebody gets in to", () => {
  it.each<[string, Way]>([
    ["by a service and an account", {}],
    [
      "by its settings",
      {
        sshd: false,
        root: false,
        machine: () => ({
          settings: {
            services: { openssh: { enable: true } },
            users: { users: { root: { openssh: { authorizedKeys: { keys: [KEY] } } } } },
          },
        }),
      },
    ],
    [
      "under a condition",
      {
        sshd: false,
        machine: () => ({
          settings: { services: { openssh: { enable: nix.ref("config.boot.isContainer") } } },
        }),
      },
    ],
    [
      "by a service that replaces a default",
      {
        machine: () => ({
          settings: { services: { openssh: { enable: nix.apply("lib.mkDefault", false) } } },
        }),
      },
    ],
    [
      "by clan's admin service",
      {
        sshd: false,
        root: false,
        more: (fleet, machine) =>
          new ClanService(fleet, "admin", {
            service: "admin",
            roles: { default: { machines: [machine], settings: { allowedKeys: { ada: KEY } } } },
          }),
      },
    ],
    [
      "as the user that clan logs in as",
      {
        root: false,
        machine: () => ({ targetHost: "ada@cinnabar.example.org" }),
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine] }),
      },
    ],
    [
      "perhaps, by a module that a person wrote",
      {
        sshd: false,
        root: false,
        machine: (fleet) => ({
          imports: [new ExternalModule(fleet, "login", { classes: ["nixos"], path: "login.nix" })],
        }),
      },
    ],
    [
      "perhaps, by a plain file of NixOS",
      {
        sshd: false,
        root: false,
        machine: (fleet) => ({
          imports: [new NixFile(fleet, "login", { classes: ["nixos"], path: "nixos/login.nix" })],
        }),
      },
    ],
    [
      "perhaps, by a file that clan imports by itself",
      { sshd: false, root: false, files: { "machines/cinnabar/configuration.nix": "{ }\n" } },
    ],
    [
      "perhaps, by an expression in place of all accounts",
      { root: false, machine: () => ({ settings: { users: nix.ref("config.people") } }) },
    ],
    [
      "perhaps, by imports in its settings",
      {
        sshd: false,
        root: false,
        machine: () => ({ settings: { imports: [nix.path("./login.nix")] } }),
      },
    ],
    [
      "perhaps, by a module of another flake",
      {
        sshd: false,
        root: false,
        machine: () => ({ imports: [inputModule("srvos", "nixos", "server")] }),
      },
    ],
    ["through a firewall for everything", { machine: firewall("any") }],
    [
      "at another port",
      {
        machine: () => ({
          ...firewall(22, 2022)(),
          targetHost: "root@cinnabar.example.org:2022",
          settings: { services: { openssh: { ports: [2022] } } },
        }),
      },
    ],
    [
      "through another machine",
      { machine: () => ({ targetHost: "root@cinnabar:2022?ProxyJump=gate.example.org" }) },
    ],
  ])("%s is right", (_, way) => {
    expect(codesOf(way)).toEqual([]);
  });
});
