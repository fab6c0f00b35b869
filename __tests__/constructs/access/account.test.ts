import { describe, expect, it } from "vitest";
import {
  ClanService,
  type NixosMachineProps,
  nix,
  UserAccount,
  type UserAccountProps,
} from "../../../constructs";
import { codesOf, KEY, server, type Way } from "../../support/access";
import { issuesOf } from "../../support/diagnostics";

type Settings = NonNullable<NixosMachineProps["settings"]>;

const CANNOT = "account-cannot-update";
const REFUSES = "sshd-refuses-account";
const NO_KEY = "machine-without-login-key";

/** A server that ada updates. */
const asAda = (
  props: Partial<UserAccountProps> = {},
  settings: Settings = {},
  machine: Partial<NixosMachineProps> = {},
): Way => ({
  root: false,
  machine: () => ({ targetHost: "ada@cinnabar.example.org", settings, ...machine }),
  more: (fleet, cinnabar, ada) =>
    new UserAccount(fleet, "ada", { user: ada, machines: [cinnabar], ...props }),
});

/** A server that deploy updates, an account in its settings. */
const asDeploy = (deploy: object, settings: Settings = {}): Way => ({
  machine: () => ({
    targetHost: "deploy@cinnabar.example.org",
    settings: {
      ...settings,
      users: {
        users: {
          deploy: { isNormalUser: true, openssh: { authorizedKeys: { keys: [KEY] } }, ...deploy },
        },
      },
    } as Settings,
  }),
});

const WHEEL = { groups: ["wheel"] };
const sudo = (of: object): Settings => ({ security: { sudo: of } });

describe("an account that cannot become root", () => {
  it.each<[string, Way, string]>([
    ["without the group wheel", asAda(), CANNOT],
    ["in other groups only", asAda({ groups: ["networkmanager"] }), CANNOT],
    ["without sudo", asAda(WHEEL, sudo({ enable: false })), CANNOT],
    [
      "with a rule for others",
      asAda({}, sudo({ extraRules: [{ users: ["bob"], commands: ["ALL"] }] })),
      CANNOT,
    ],
    ["without a password for sudo", asDeploy({ extraGroups: ["wheel"] }), CANNOT],
    ["with a locked password", asDeploy({ extraGroups: ["wheel"], hashedPassword: "!" }), CANNOT],
    [
      "with nologin as its shell",
      asDeploy({ uid: 0, shell: "/run/current-system/sw/bin/nologin" }),
      REFUSES,
    ],
    [
      "with a shell of a package that lets nobody in",
      asDeploy({ uid: 0, shell: nix.interpolate`${nix.ref("pkgs.shadow")}/bin/nologin` }),
      REFUSES,
    ],
    ["without a shell", asDeploy({ isNormalUser: false, isSystemUser: true, uid: 0 }), REFUSES],
    ["that is disabled", asDeploy({ uid: 0, enable: false }), NO_KEY],
    ["that a build host does not trust", asAda(WHEEL, {}, { buildHost: "root@builder" }), CANNOT],
    [
      "that does not exist",
      { machine: () => ({ targetHost: "deploy@cinnabar.example.org" }) },
      NO_KEY,
    ],
  ])("%s is refused", (_, way, code) => {
    expect(codesOf(way)).toEqual([code]);
  });

  it("says that the account does not exist", () => {
    const [issue] = issuesOf(
      server({ machine: () => ({ targetHost: "deploy@cinnabar.example.org" }) }),
    );
    expect(issue?.message).toContain("account deploy, which updates the machine, does not exist");
  });
});

describe("an account that can become root", () => {
  it.each<[string, Way]>([
    ["by its group", asAda(WHEEL)],
    [
      "by the members of a group",
      asAda({}, { users: { groups: { wheel: { members: ["ada"] } } } }),
    ],
    ["by a rule", asAda({}, sudo({ extraRules: [{ users: ["ada"], commands: ["ALL"] }] }))],
    [
      "by a rule of its group",
      asAda({ groups: ["ops"] }, sudo({ extraRules: [{ groups: ["ops"], commands: ["ALL"] }] })),
    ],
    ["by the text of sudo", asAda({}, sudo({ extraConfig: "ada ALL=(ALL) NOPASSWD: ALL" }))],
    ["by an expression", asAda({}, { security: nix.ref("config.own") })],
    ["by an expression in its groups", asDeploy({ extraGroups: nix.ref("config.own") })],
    [
      "by sudo-rs",
      asAda(WHEEL, { security: { sudo: { enable: false }, "sudo-rs": { enable: true } } }),
    ],
    [
      "by another program",
      asAda(WHEEL, { security: { sudo: { enable: false }, doas: { enable: true } } }),
    ],
    [
      "without a password, which sudo does not ask for",
      asDeploy({ extraGroups: ["wheel"] }, sudo({ wheelNeedsPassword: false })),
    ],
    ["with a password of its own", asDeploy({ extraGroups: ["wheel"], hashedPassword: "$y$x" })],
    [
      "with the agent of ssh",
      asDeploy(
        { extraGroups: ["wheel"] },
        { security: { pam: { sshAgentAuth: { enable: true } } } },
      ),
    ],
    ["with another name of root", asDeploy({ uid: 0 })],
    [
      "of a directory, whose keys a command prints",
      {
        machine: () => ({
          targetHost: "ldap@cinnabar.example.org",
          settings: {
            services: { openssh: { authorizedKeysCommand: "/run/wrappers/bin/keys" } },
          },
        }),
      },
    ],
    [
      "with a shell of a system account",
      asDeploy({ isNormalUser: false, isSystemUser: true, uid: 0, useDefaultShell: true }),
    ],
    [
      "and that a build host trusts",
      asAda(
        WHEEL,
        { nix: { settings: { "trusted-users": ["root", "@wheel"] } } },
        { buildHost: "root@builder" },
      ),
    ],
  ])("%s is right", (_, way) => {
    expect(codesOf(way)).toEqual([]);
  });
});

describe("a machine without a stack", () => {
  const denied: Settings = { services: { openssh: { settings: { PermitRootLogin: "no" } } } };
  const reported = (way: Way) =>
    issuesOf(server({ ...way, rented: false })).map(({ code, severity }) => `${severity} ${code}`);

  it.each<[string, Way, readonly string[]]>([
    ["that is right", {}, []],
    ["without sshd, which is updated at its keyboard", { sshd: false, root: false }, []],
    [
      "whose sshd denies root",
      { machine: () => ({ settings: denied }) },
      ["warning sshd-refuses-account"],
    ],
    [
      "whose sshd denies root, at an address",
      { machine: () => ({ settings: denied, targetHost: "root@cinnabar.example.org" }) },
      ["error sshd-refuses-account"],
    ],
    [
      "whose sshd denies root, which clan updates as ada",
      {
        machine: () => ({ settings: denied }),
        more: (fleet, machine, ada) => {
          new UserAccount(fleet, "ada", { user: ada, machines: [machine], ...WHEEL });
          const settings = { host: "cinnabar.example.org", user: "ada" };
          new ClanService(fleet, "internet", {
            service: "internet",
            roles: { default: { machines: [{ machine, settings }] } },
          });
        },
      },
      [],
    ],
    ["whose account cannot become root", asAda(), [`error ${CANNOT}`]],
    ["whose account can become root", asAda(WHEEL, denied), []],
    [
      "without sshd, at an address",
      { sshd: false, machine: () => ({ targetHost: "root@cinnabar.example.org" }) },
      ["error machine-without-sshd"],
    ],
    [
      "with a file that the fleet does not read",
      {
        machine: () => ({ settings: denied, targetHost: "root@cinnabar.example.org" }),
        files: { "machines/cinnabar/configuration.nix": "{ }\n" },
      },
      [],
    ],
  ])("%s", (_, way, issues) => {
    expect(reported(way)).toEqual(issues);
  });
});
