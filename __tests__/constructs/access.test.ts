import { describe, expect, it } from "vitest";
import {
  ClanService,
  DendriticModule,
  Disk,
  EmergencyAccess,
  ExternalModule,
  type Fleet,
  inputModule,
  lib,
  NixFile,
  type NixosMachine,
  type NixosMachineProps,
  nix,
  User,
  UserAccount,
} from "../../constructs";
import { codesOf, KEY, server, type Way } from "../support/access";
import { issuesOf } from "../support/diagnostics";
import { SERVER } from "../support/fleets";

const NIXOS_FIREWALL = "nixos-firewall-shuts-out-ssh";
const REFUSES = "sshd-refuses-account";

const firewall =
  (...ports: (number | string)[]) =>
  () => ({
    server: {
      ...SERVER,
      firewall: { allow: ports.map((port) => ({ protocol: "tcp" as const, port })) },
    },
  });

const settings =
  (of: NonNullable<NixosMachineProps["settings"]>, props: Partial<NixosMachineProps> = {}) =>
  () => ({ settings: of, ...props });

/** A machine with an sshd that does not open the NixOS firewall. */
const shut = (
  firewall: NonNullable<NonNullable<NixosMachineProps["settings"]>["networking"]>["firewall"] = {},
  props: Partial<NixosMachineProps> = {},
) => settings({ services: { openssh: { openFirewall: false } }, networking: { firewall } }, props);

const listening = (...listenAddresses: { addr: string; port?: number }[]) =>
  settings({ services: { openssh: { listenAddresses } } });

const sshdSettings = (of: Record<string, unknown>) =>
  settings({ services: { openssh: { settings: of } } } as NixosMachineProps["settings"] & object);

describe("an inaccessible server", () => {
  it.each<[string, Way, readonly string[]]>([
    ["without sshd", { sshd: false }, ["machine-without-sshd"]],
    [
      "with sshd disabled in its settings",
      {
        machine: () => ({
          settings: { services: { openssh: { enable: nix.apply("lib.mkForce", false) } } },
        }),
      },
      ["machine-without-sshd"],
    ],
    ["without a key", { root: false }, ["machine-without-login-key"]],
    [
      "with a user without a key",
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
      "with a key for an account that does not update it",
      {
        root: false,
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine] }),
      },
      ["machine-without-login-key"],
    ],
    ["behind a firewall", { machine: firewall() }, ["firewall-shuts-out-ssh"]],
    [
      "behind a firewall that blocks its sshd port",
      {
        machine: () => ({
          ...firewall(22)(),
          settings: { services: { openssh: { ports: [2022] } } },
        }),
      },
      ["firewall-shuts-out-ssh"],
    ],
    [
      "behind a firewall that blocks the unlock port",
      { machine: () => ({ ...firewall("20-30")(), disk: Disk.luks({ filesystem: "ext4" }) }) },
      ["firewall-shuts-out-ssh"],
    ],
    [
      "at a port on which sshd does not listen",
      { machine: () => ({ targetHost: "root@cinnabar.example.org:2022" }) },
      ["ssh-port-mismatch"],
    ],
    ["behind NixOS' own firewall", { machine: shut() }, [NIXOS_FIREWALL]],
    [
      "behind NixOS' own firewall, which opens other ports",
      {
        machine: shut({
          enable: true,
          allowedTCPPorts: [80, 443],
          allowedTCPPortRanges: [{ from: 1000, to: 2000 }],
          allowedUDPPorts: [22],
          logRefusedConnections: false,
          interfaces: { "zt+": { allowedUDPPorts: [22] }, lo: { allowedTCPPorts: [22] } },
          trustedInterfaces: ["lo"],
        }),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall by default",
      { machine: settings({ services: { openssh: { openFirewall: lib.mkDefault(false) } } }) },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, with its port overridden by another module",
      { machine: shut({ allowedTCPPorts: lib.mkForce([443]) }) },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, where its port is overridden by the machine's own ports",
      {
        machine: settings({ networking: { firewall: { allowedTCPPorts: lib.mkForce([443]) } } }),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, overridden as a whole",
      {
        machine: settings({
          networking: { firewall: lib.mkForce({ enable: true, allowedTCPPorts: [443] }) },
        }),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, in a merged set",
      { machine: settings({ services: lib.mkMerge([{ openssh: { openFirewall: false } }]) }) },
      [NIXOS_FIREWALL],
    ],
    [
      "whose sshd allows other groups only",
      { machine: sshdSettings({ AllowGroups: ["wheel"] }) },
      [REFUSES],
    ],
    [
      "whose sshd takes only forced commands of root",
      { machine: sshdSettings({ PermitRootLogin: "forced-commands-only" }) },
      [REFUSES],
    ],
    [
      "behind NixOS' own firewall by a module of the fleet",
      {
        machine: (fleet) => ({
          imports: [
            new DendriticModule(fleet, "strict", {
              parts: { strict: { nixos: { services: { openssh: { openFirewall: false } } } } },
            }),
          ],
        }),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, at the port that is updated",
      {
        machine: () => ({
          targetHost: "root@cinnabar.example.org:2022",
          ...shut({ allowedTCPPorts: [22] })(),
          settings: {
            services: { openssh: { openFirewall: false, ports: [22, 2022] } },
            networking: { firewall: { allowedTCPPorts: [22] } },
          },
        }),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind NixOS' own firewall, at an address with another port",
      { machine: listening({ addr: "0.0.0.0", port: 2022 }) },
      [NIXOS_FIREWALL],
    ],
    [
      "without ports that NixOS opens",
      { machine: settings({ services: { openssh: { ports: lib.mkForce([]) } } }) },
      [NIXOS_FIREWALL],
    ],
    [
      "at a port that only the text of sshd opens",
      {
        machine: settings(
          { services: { openssh: { extraConfig: "Port 2022" } } },
          { targetHost: "root@cinnabar.example.org:2022" },
        ),
      },
      [NIXOS_FIREWALL],
    ],
    [
      "behind a firewall that blocks the port of its address",
      {
        machine: () => ({
          ...firewall(22)(),
          targetHost: "root@cinnabar.example.org:2022",
          settings: { services: { openssh: { ports: [22, 2022] } } },
        }),
      },
      ["firewall-shuts-out-ssh"],
    ],
    [
      "with sshd on a loopback address in its text",
      {
        machine: settings({
          services: { openssh: { extraConfig: "ListenAddress 127.0.0.1:22" } },
        }),
      },
      ["sshd-listens-to-itself"],
    ],
    [
      "with sshd on loopback addresses only",
      { machine: listening({ addr: "127.0.0.1" }, { addr: "::1" }) },
      ["sshd-listens-to-itself"],
    ],
    [
      "with root denied by PermitRootLogin",
      { machine: sshdSettings({ PermitRootLogin: "no" }) },
      [REFUSES],
    ],
    [
      "with public-key authentication disabled",
      { machine: sshdSettings({ PubkeyAuthentication: "no" }) },
      [REFUSES],
    ],
    [
      "with root missing in AllowUsers",
      { machine: sshdSettings({ AllowUsers: ["ada", "git@10.0.0.1"] }) },
      [REFUSES],
    ],
    ["with root in DenyUsers", { machine: sshdSettings({ DenyUsers: ["root"] }) }, [REFUSES]],
    [
      "with an encrypted disk and without network in the initrd",
      {
        machine: settings(
          { boot: { initrd: { network: { enable: lib.mkForce(false) } } } },
          { disk: Disk.luks({ filesystem: "ext4" }) },
        ),
      },
      ["disk-unlock-disabled"],
    ],
    [
      "behind a firewall that blocks the unlock port from its settings",
      {
        machine: () => ({
          ...firewall(22, 2222)(),
          disk: Disk.luks({ filesystem: "ext4" }),
          settings: { boot: { initrd: { network: { ssh: { port: lib.mkForce(2022) } } } } },
        }),
      },
      ["firewall-shuts-out-ssh"],
    ],
  ])("%s is refused", (_, way, codes) => {
    expect(codesOf(way)).toEqual(codes);
  });

  it("mentions emergency access if it is the only access", () => {
    const [issue] = issuesOf(
      server({
        sshd: false,
        more: (fleet, machine) => new EmergencyAccess(fleet, "emergency", { machines: [machine] }),
      }),
    );
    expect(issue?.message).toContain("emergency access at its console is the only access");
  });

  it("can be accepted by name", () => {
    const more = (fleet: Fleet, machine: NixosMachine) =>
      fleet.accept("machine-without-sshd", { at: machine, because: "it is replaced, not updated" });
    expect(codesOf({ sshd: false, more })).toEqual([]);
  });
});

describe("an accessible server", () => {
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
          new UserAccount(fleet, "ada", { user: ada, machines: [machine], groups: ["wheel"] }),
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
    [
      "by another name of the option",
      { sshd: false, machine: settings({ services: { sshd: { enable: true } } }) },
    ],
    [
      "by another name of its accounts",
      {
        root: false,
        machine: settings({
          users: { extraUsers: { root: { openssh: { authorizedKeys: { keys: [KEY] } } } } },
        }),
      },
    ],
    [
      "by certificates of people",
      { root: false, machine: sshdSettings({ TrustedUserCAKeys: "/etc/ssh/people.pub" }) },
    ],
    ["through NixOS' own firewall", { machine: shut({ allowedTCPPorts: [22] }) }],
    [
      "at one of its ports",
      {
        machine: settings({
          services: { openssh: { ports: [22, 2222], openFirewall: false } },
          networking: { firewall: { allowedTCPPorts: [2222] } },
        }),
      },
    ],
    [
      "at a port that both firewalls open",
      {
        machine: () => ({
          ...firewall(22, 2222)(),
          settings: {
            services: { openssh: { ports: [2022, 2222], openFirewall: false } },
            networking: { firewall: { allowedTCPPorts: [2022, 2222] } },
          },
        }),
      },
    ],
    [
      "at sshd's own port",
      {
        machine: settings({
          services: { openssh: { ports: lib.mkForce([]) } },
          networking: { firewall: { allowedTCPPorts: [22] } },
        }),
      },
    ],
    ["through a range of it", { machine: shut({ allowedTCPPortRanges: [{ from: 20, to: 30 }] }) }],
    ["through a trusted interface", { machine: shut({ trustedInterfaces: ["zt+"] }) }],
    [
      "through one of its interfaces",
      { machine: shut({ interfaces: { "zt+": { allowedTCPPorts: [22] } } }) },
    ],
    ["without NixOS' own firewall", { machine: shut({ enable: false }) }],
    [
      "perhaps without NixOS' own firewall",
      { machine: shut({ enable: lib.mkIf(nix.ref("config.x"), false) }) },
    ],
    [
      "by commands of its firewall",
      { machine: shut({ extraCommands: "iptables -A nixos-fw -j nixos-fw-accept" }) },
    ],
    ["by rules of its firewall", { machine: shut({ extraInputRules: "tcp dport 22 accept" }) }],
    [
      "by a port that an expression computes",
      { machine: shut({ allowedTCPPorts: nix.ref("config.services.openssh.ports") }) },
    ],
    [
      "by a port in a list that an expression computes",
      { machine: shut({ allowedTCPPorts: [nix.ref("config.port")] }) },
    ],
    [
      "by a table of nftables",
      {
        machine: settings({
          services: { openssh: { openFirewall: false } },
          networking: { nftables: { enable: true, ruleset: "table inet own { }" } },
        }),
      },
    ],
    [
      "perhaps, under a condition of its firewall",
      {
        machine: settings({
          services: { openssh: lib.mkIf(nix.ref("config.x"), { openFirewall: false }) },
        }),
      },
    ],
    [
      "perhaps, by a firewall that an expression makes",
      {
        machine: settings({
          services: { openssh: { openFirewall: false } },
          networking: { firewall: nix.ref("config.own") },
        }),
      },
    ],
    [
      "past its firewall, through tor",
      {
        machine: shut(),
        more: (fleet, machine) =>
          new ClanService(fleet, "tor", {
            service: "tor",
            roles: { server: { machines: [machine] } },
          }),
      },
    ],
    [
      "on loopback addresses, through tor",
      {
        machine: listening({ addr: "127.0.0.1" }),
        more: (fleet, machine) =>
          new ClanService(fleet, "tor", {
            service: "tor",
            roles: { server: { machines: [machine] } },
          }),
      },
    ],
    [
      "by an sshd of the backup service",
      {
        sshd: false,
        more: (fleet, machine) =>
          new ClanService(fleet, "borgbackup", {
            service: "borgbackup",
            roles: { server: { machines: [machine] } },
          }),
      },
    ],
    [
      "through NixOS' firewall, by a file that a person wrote",
      { machine: shut(), files: { "machines/cinnabar/configuration.nix": "{ }\n" } },
    ],
    [
      "at its public address too",
      { machine: listening({ addr: "127.0.0.1" }, { addr: "0.0.0.0" }) },
    ],
    [
      "by a port in a list that overrides the others",
      {
        machine: settings({
          networking: { firewall: { allowedTCPPorts: lib.mkForce([22, 443]) } },
        }),
      },
    ],
    [
      "with an encrypted disk whose network in the initrd is off by default",
      {
        machine: settings(
          { boot: { initrd: { network: { enable: lib.mkDefault(false) } } } },
          { disk: Disk.luks({ filesystem: "ext4" }) },
        ),
      },
    ],
    [
      "with an encrypted disk that clevis unlocks",
      {
        machine: settings(
          {
            boot: {
              initrd: {
                clevis: { enable: true },
                network: { ssh: { enable: lib.mkForce(false) } },
              },
            },
          },
          { disk: Disk.luks({ filesystem: "ext4" }) },
        ),
      },
    ],
    ["by a group of root", { machine: sshdSettings({ AllowGroups: ["wheel", "root"] }) }],
    ["by a pattern of sshd", { machine: sshdSettings({ AllowUsers: ["ro*@10.0.0.*"] }) }],
    ["from one address", { machine: sshdSettings({ AllowUsers: ["root@10.0.0.1"] }) }],
    [
      "as another than root, whom sshd forbids",
      {
        root: false,
        machine: () => ({
          targetHost: "ada@cinnabar.example.org",
          ...sshdSettings({ PermitRootLogin: "no" })(),
        }),
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine], groups: ["wheel"] }),
      },
    ],
    [
      "by an exception in the text of sshd",
      {
        machine: settings({
          services: {
            openssh: {
              settings: { PermitRootLogin: "no" },
              extraConfig: "Match Address 10.0.0.0/8\n  PermitRootLogin yes",
            },
          },
        }),
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
  ])("%s is accepted", (_, way) => {
    expect(codesOf(way)).toEqual([]);
  });
});
