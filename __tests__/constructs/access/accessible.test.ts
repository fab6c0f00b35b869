import { describe, expect, it } from "vitest";
import {
  ClanService,
  Disk,
  ExternalModule,
  inputModule,
  lib,
  NixFile,
  nix,
  UserAccount,
} from "../../../constructs";
import {
  codesOf,
  firewall,
  KEY,
  listening,
  settings,
  shut,
  sshdSettings,
  type Way,
} from "../../support/access";

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
