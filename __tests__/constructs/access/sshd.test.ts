import { describe, expect, it } from "vitest";
import { lib, type NixosMachineProps, nix, User, UserAccount } from "../../../constructs";
import { codesOf, KEY, server, type Way } from "../../support/access";
import { issuesOf } from "../../support/diagnostics";

type Settings = NonNullable<NixosMachineProps["settings"]>;

const REFUSES = "sshd-refuses-account";
const NO_KEY = "machine-without-login-key";

const openssh = (of: object): Way => ({
  machine: () => ({ settings: { services: { openssh: of } } as Settings }),
});

const sshd = (of: object) => openssh({ settings: of });

const text = (...lines: readonly string[]) => openssh({ extraConfig: lines.join("\n") });

/** The machine is updated as ada, who has a key, a password and the groups `users` and `wheel`. */
const asAda = (way: Way): Way => ({
  ...way,
  root: false,
  machine: (fleet) => ({
    ...way.machine?.(fleet),
    targetHost: "ada@cinnabar.example.org",
  }),
  more: (fleet, machine, ada) => {
    way.more?.(fleet, machine, ada);
    new UserAccount(fleet, "ada", { user: ada, machines: [machine], groups: ["wheel"] });
  },
});

const rootKeys = (authorizedKeys: object): Way => ({
  machine: () => ({
    settings: { users: { users: { root: { openssh: { authorizedKeys } } } } } as Settings,
  }),
});

const TWO_FACTORS = "publickey,password";

describe("sshd denies", () => {
  it.each<[string, Way, string]>([
    ["public keys", sshd({ PubkeyAuthentication: false }), REFUSES],
    ["public keys in lower case", sshd({ pubkeyauthentication: "no" }), REFUSES],
    ["root without passwords", sshd({ AuthenticationMethods: TWO_FACTORS }), REFUSES],
    ["ada without passwords", asAda(sshd({ AuthenticationMethods: TWO_FACTORS })), REFUSES],
    [
      "root, whose password PermitRootLogin excludes",
      {
        ...sshd({ AuthenticationMethods: TWO_FACTORS, PasswordAuthentication: lib.mkForce(true) }),
        more: acceptPasswords,
      },
      REFUSES,
    ],
    [
      "root, who passes no keyboard-interactive method",
      sshd({ AuthenticationMethods: "publickey,keyboard-interactive:pam" }),
      REFUSES,
    ],
    ["users that match no pattern", sshd({ AllowUsers: ["r?", "*bob"] }), REFUSES],
    ["users, since ! is no negation of users", sshd({ AllowUsers: ["!bob"] }), REFUSES],
    ["users from every host", sshd({ AllowUsers: ["root@!10.0.0.1"] }), REFUSES],
    ["users by a pattern", sshd({ DenyUsers: ["r*"] }), REFUSES],
    ["all users", sshd({ DenyUsers: ["*@*"] }), REFUSES],
    ["groups by a pattern", sshd({ DenyGroups: ["ro?t"] }), REFUSES],
    ["the group of an account", asAda(sshd({ DenyGroups: ["wheel"] })), REFUSES],
    ["accounts outside of a group", asAda(sshd({ AllowGroups: ["ssh-users"] })), REFUSES],
    ["keys of NixOS", openssh({ authorizedKeysFiles: lib.mkForce(["%h/keys"]) }), REFUSES],
    ["keys of all files", openssh({ authorizedKeysFiles: lib.mkForce([]) }), REFUSES],
    [
      "keys in files of /etc",
      openssh({ authorizedKeysFiles: lib.mkForce(["/etc/k/%u"]) }),
      REFUSES,
    ],
    ["keys by its own setting", sshd({ AuthorizedKeysFile: ".ssh/authorized_keys" }), REFUSES],
    ["no keys at all", sshd({ AuthorizedKeysFile: "none" }), REFUSES],
    ["the account in its text", text("DenyUsers root"), REFUSES],
    ["all but others in its text", text("AllowUsers ada  # and nobody else"), REFUSES],
    ["public keys in its text", text("PubkeyAuthentication=no"), REFUSES],
    [
      "the account in a block of its text",
      text("Match User ada,root", "  PermitRootLogin no"),
      REFUSES,
    ],
    ["everybody in a block", text("Match all", '  AuthorizedKeysFile "none"'), REFUSES],
    [
      "the account, in one of two texts",
      openssh({ extraConfig: lib.mkMerge(["DenyUsers root", "X11Forwarding no"]) }),
      REFUSES,
    ],
    ["nobody, but has no key", { root: false, ...text("X11Forwarding no") }, NO_KEY],
    [
      "nobody, but no command prints keys",
      { root: false, ...openssh({ authorizedKeysCommand: "none" }) },
      NO_KEY,
    ],
    ["nobody, but the keys are replaced", rootKeys({ keys: lib.mkForce([]) }), NO_KEY],
    [
      "nobody, but the account is replaced",
      {
        machine: () => ({
          settings: { users: { users: { root: lib.mkForce({ hashedPassword: "!" }) } } },
        }),
      },
      NO_KEY,
    ],
    [
      "an account without a password, which it takes for locked without PAM",
      {
        root: false,
        machine: () => ({
          settings: {
            services: { openssh: { settings: { UsePAM: false } } },
            users: { users: { root: { openssh: { authorizedKeys: { keys: [KEY] } } } } },
          },
        }),
      },
      REFUSES,
    ],
    ["all commands but sftp", sshd({ ForceCommand: "internal-sftp" }), REFUSES],
    ["all commands, in a block", text("Match User root", "  ForceCommand /bin/false"), REFUSES],
    [
      "nobody, but a fingerprint is no key",
      { ...rootKeys({ keys: ["SHA256:AbCdEf0123456789", "ada@example.org"] }), root: false },
      NO_KEY,
    ],
    [
      "everybody, without host keys",
      openssh({ hostKeys: lib.mkForce([]) }),
      "machine-without-sshd",
    ],
    [
      "everybody, without its unit",
      {
        machine: () => ({ settings: { systemd: { services: { sshd: { enable: false } } } } }),
      },
      "machine-without-sshd",
    ],
    [
      "nobody, but a weaker key is not used",
      { ...rootKeys({ keys: lib.mkDefault([KEY]) }), root: false, more: withoutKeys },
      NO_KEY,
    ],
    [
      "nobody, but clan creates no account",
      {
        root: false,
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "root", {
            user: User.ROOT,
            machines: [machine],
            authorized: [ada],
            systemUser: false,
          }),
      },
      NO_KEY,
    ],
  ])("%s", (_, way, code) => {
    expect(codesOf(way)).toEqual([code]);
  });

  it("a replaced key, and names the stronger definition", () => {
    const [issue] = issuesOf(server(rootKeys({ keys: lib.mkForce([]) })));
    expect(issue?.message).toContain(
      "remove the stronger definition of users.users.root.openssh.authorizedKeys.keys",
    );
  });

  it("with a reason, and names an account that can update the machine", () => {
    const [issue] = issuesOf(
      server({
        ...sshd({ PermitRootLogin: "no" }),
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine], groups: ["wheel"] }),
      }),
    );
    expect(issue?.message).toContain("PermitRootLogin is no");
    expect(issue?.message).toContain("set `targetHost` of the machine to ada@HOST");
  });

  it("and names how to add an account, if none can update the machine", () => {
    const [issue] = issuesOf(
      server({
        ...sshd({ PermitRootLogin: "no" }),
        more: (fleet, machine, ada) =>
          new UserAccount(fleet, "ada", { user: ada, machines: [machine] }),
      }),
    );
    expect(issue?.message).toContain('add new UserAccount(fleet, "NAME"');
    expect(issue?.message).not.toContain("ada@HOST");
  });
});

describe("sshd accepts", () => {
  it.each<[string, Way]>([
    ["keys as the only method", sshd({ AuthenticationMethods: "publickey" })],
    ["any method", sshd({ AuthenticationMethods: "any" })],
    [
      "ada, who has a password too",
      asAda({
        ...sshd({ AuthenticationMethods: TWO_FACTORS, PasswordAuthentication: lib.mkForce(true) }),
        more: acceptPasswords,
      }),
    ],
    ["its own host keys beside others", openssh({ hostKeys: [] })],
    ["a program that may run commands", sshd({ ForceCommand: "/run/current-system/sw/bin/log" })],
    ["files with keys", { ...rootKeys({ keyFiles: ["/etc/keys/ada.pub"] }), root: false }],
    ["accounts with a password, without PAM", asAda(sshd({ UsePAM: false }))],
    ["one of two lists", sshd({ AuthenticationMethods: `${TWO_FACTORS} publickey` })],
    [
      "a second factor of PAM",
      asAda(sshd({ AuthenticationMethods: "publickey,keyboard-interactive" })),
    ],
    ["users by a pattern", sshd({ AllowUsers: ["r??t", "ada"] })],
    ["users by one of several patterns", sshd({ AllowUsers: ["!bob", "*"] })],
    ["users beside a denied one", sshd({ DenyUsers: ["!root", "ada"] })],
    ["users that one host may not use", sshd({ DenyUsers: ["root@10.0.0.1"] })],
    ["no list of users", sshd({ AllowUsers: null, DenyUsers: [] })],
    ["groups by a pattern", asAda(sshd({ AllowGroups: ["whe*"] }))],
    ["the first group of an account", asAda(sshd({ AllowGroups: ["users"] }))],
    [
      "the members of a group",
      asAda({
        machine: () => ({
          settings: {
            services: { openssh: { settings: { AllowGroups: ["ssh"] } } },
            users: { groups: { ssh: { members: ["ada"] } } },
          },
        }),
      }),
    ],
    ["further files with keys", openssh({ authorizedKeysFiles: ["/persist/keys/%u"] })],
    ["only NixOS' own files", openssh({ authorizedKeysInHomedir: false })],
    [
      "files that another module may write",
      openssh({ authorizedKeysFiles: lib.mkForce(["/run/keys/%u"]) }),
    ],
    [
      "files that the fleet writes",
      {
        machine: () => ({
          settings: {
            services: { openssh: { authorizedKeysFiles: lib.mkForce(["/etc/ssh/keys/%u"]) } },
            environment: { etc: { "ssh/keys/root": { text: KEY } } },
          },
        }),
      },
    ],
    [
      "keys in a home that the fleet writes",
      {
        machine: () => ({
          settings: {
            services: { openssh: { settings: { AuthorizedKeysFile: ".ssh/authorized_keys" } } },
            systemd: { tmpfiles: { rules: ["C /root/.ssh/authorized_keys 0600 root root - /k"] } },
          } as Settings,
        }),
      },
    ],
    ["its own files, whatever the text says", text("AuthorizedKeysFile none")],
    ["root, whatever the text says", text("PermitRootLogin no")],
    [
      "another account than the one in a block",
      text("Match User ada", "  AuthorizedKeysFile none"),
    ],
    ["logins from elsewhere", text("Match Address 10.0.0.0/8", "  PermitRootLogin no")],
    ["what an included file says", { ...text("Include /etc/ssh/more"), root: false }],
    [
      "what an expression computes",
      { ...openssh({ extraConfig: nix.ref("config.own") }), root: false },
    ],
    [
      "a command in its text",
      { ...text("AuthorizedKeysCommand /run/current-system/sw/bin/keys %u"), root: false },
    ],
    [
      "passwords of accounts that have one",
      asAda({
        ...openssh({ enable: true }),
        sshd: false,
      }),
    ],
    [
      "keys that replace others",
      { ...rootKeys({ keys: lib.mkForce([KEY]) }), more: withoutKeys, root: false },
    ],
  ])("%s", (_, way) => {
    expect(codesOf(way)).toEqual([]);
  });
});

/** An account of root without keys. */
function withoutKeys(...[fleet, machine]: Parameters<NonNullable<Way["more"]>>): void {
  new UserAccount(fleet, "root", { user: User.ROOT, machines: [machine], authorized: [] });
}

function acceptPasswords(...[fleet]: Parameters<NonNullable<Way["more"]>>): void {
  fleet.accept("password-login", { because: "this test is about something else" });
}
