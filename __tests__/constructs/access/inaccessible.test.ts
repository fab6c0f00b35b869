import { describe, expect, it } from "vitest";
import {
  DendriticModule,
  Disk,
  EmergencyAccess,
  type Fleet,
  lib,
  type NixosMachine,
  nix,
  User,
  UserAccount,
} from "../../../constructs";
import {
  codesOf,
  firewall,
  listening,
  server,
  settings,
  shut,
  sshdSettings,
  type Way,
} from "../../support/access";
import { issuesOf } from "../../support/diagnostics";

const NIXOS_FIREWALL = "nixos-firewall-shuts-out-ssh";
const REFUSES = "sshd-refuses-account";

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
