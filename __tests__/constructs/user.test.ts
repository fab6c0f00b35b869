import { expect, it } from "vitest";
import { DeployKey, User, UserAccount } from "../../constructs";
import { issuesOf, nixSide } from "../support/diagnostics";
import { oneMachine, personWithHome } from "../support/fleets";
import { mixed } from "../support/mixed-fleet";
import { ED25519, PRIVATE_KEY } from "../support/secrets";
import { describeWrongFleets } from "../support/wrong-fleets";

describeWrongFleets("a wrong person", [
  {
    mistake: "an invalid login name",
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "Dev Person");
      return one;
    },
    path: "infra/user:Dev Person",
    code: "user-name-invalid",
    says: ['not a valid login name: "Dev Person"', "up to 31 letters", "user's login name"],
  },
  {
    mistake: "a private key as an ssh public key",
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "crs58", { sshKeys: [PRIVATE_KEY] });
      return one;
    },
    path: "infra/user:crs58",
    code: "ssh-key-private",
    says: ["is a private key", "ssh-ed25519", "the .pub file"],
  },
  ...[
    ["cut off", ED25519.slice(0, -6)],
    ["of another type than it says", ED25519.replace("ssh-ed25519", "ssh-rsa")],
    ["of two lines", `${ED25519}\n${ED25519}`],
    ["of an unknown type", "ssh-dss AAAAB3NzaC1kc3M="],
    ["without its type", ED25519.split(" ")[1] ?? ""],
  ].map(([how, key = ""]) => ({
    mistake: `an ssh public key ${how}`,
    declare: () => {
      const one = oneMachine();
      new User(one.fleet, "crs58", { sshKeys: [key] });
      return one;
    },
    path: "infra/user:crs58",
    code: "ssh-key-malformed",
    says: ["ssh public key is malformed", "ssh-ed25519", "ssh-keygen -lf"],
  })),
  {
    mistake: "a system uid",
    declare: () =>
      mixed(({ fleet }) => {
        new User(fleet, "visitor", { uid: 0 });
      }),
    path: "infra/user:visitor",
    code: "user-uid-unusual",
    says: ["below the range of users on macOS: 0", "501 or more"],
  },
  {
    mistake: "a person named root",
    declare: () =>
      mixed(({ fleet }) => {
        new User(fleet, "root");
      }),
    path: "infra/user:root",
    code: "user-predefined",
    says: ['is predefined on every machine: "root"', "use User.ROOT"],
  },
  {
    mistake: "a home with an invalid state version",
    declare: () =>
      mixed(({ fleet }) => {
        personWithHome(fleet, "visitor", { stateVersion: "unstable" });
      }),
    path: "infra/user:visitor",
    code: "home-state-version-invalid",
    says: ['not a home-manager release: "unstable"', "25.11"],
  },
  {
    mistake: "a home without an account",
    declare: () =>
      mixed(({ fleet }) => new User(fleet, "visitor", { home: { stateVersion: "25.11" } })),
    path: "infra/user:visitor",
    code: "home-without-account",
    says: ['user has a home, but no account on any machine: "visitor"', "new UserAccount"],
  },
  {
    mistake: "a home with its state version in a prop and in settings",
    declare: () =>
      mixed(({ fleet }) => {
        personWithHome(fleet, "visitor", { settings: { home: { stateVersion: "24.05" } } });
      }),
    path: "infra/user:visitor",
    code: "home-state-version-in-settings",
    says: ["home.stateVersion", '"24.05"', "set the prop"],
  },
]);

it("has no errors", () => {
  const { app, fleet } = oneMachine();
  new User(fleet, "crs58", { sshKeys: [ED25519, `${ED25519} dev@example.org`] });
  expect(issuesOf(app)).toEqual([]);
});

it("can have public keys as in their files", () => {
  const publicKey = `${ED25519} dev@example.org`;
  const deployKey = DeployKey.existing({ publicKey: `${publicKey}\n`, privateKeyPath: "~/key" });
  const { app, fleet, stack } = oneMachine(undefined, { deployKey });
  const { sshKeys } = new User(fleet, "crs58", { sshKeys: [`${ED25519}\r\n`] });
  expect({ issues: issuesOf(app), sshKeys }).toEqual({ issues: [], sshKeys: [ED25519] });
  expect(stack.toTerraform().resource).toMatchObject({
    hcloud_ssh_key: { terraform: { public_key: publicKey } },
  });
});

it("the settings of a home are merged with its state version", () => {
  const { app, fleet, crs58, blackphos } = mixed();
  const settings = { home: { sessionVariables: { EDITOR: "hx" } } };
  new User(fleet, "visitor", { home: { stateVersion: "25.11", settings } });
  new UserAccount(fleet, "users", { user: crs58, machines: [blackphos] });
  const { files, issues } = nixSide(app);
  expect(issues).toEqual([]);
  const file = files.find(({ path }) => path === "modules/users/visitor.nix");
  expect(file?.text).toMatch(
    /home = \{\s+sessionVariables\.EDITOR = "hx";\s+stateVersion = "25\.11";\s+\};/,
  );
});
