import { describe, expect, it } from "vitest";
import {
  DarwinMachine,
  Fleet,
  NixosMachine,
  Tag,
  User,
  UserAccount,
  type UserAccountProps,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 ada";

it("a person can have another uid on one Mac", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const user = new User(fleet, "ada", { uid: 501, sshKeys: [KEY] });
  const mac = { primaryUser: user, stateVersion: 6 };
  const stibnite = new DarwinMachine(fleet, "stibnite", mac);
  const blackphos = new DarwinMachine(fleet, "blackphos", mac);
  new UserAccount(fleet, "ada", { user, machines: [stibnite] });
  new UserAccount(fleet, "ada-blackphos", { user, machines: [blackphos], uid: 502, shell: "fish" });
  expect(issuesOf(app)).toEqual([]);
  const text = nixSide(app).files.find(({ path }) => path.endsWith("ada-blackphos.nix"))?.text;
  expect(text).toContain("uid = 502;");
  expect(text).toContain('shell = "fish";');
});

it("an account accepts the settings of clan's users service", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  new NixosMachine(fleet, "web01", { stateVersion: "25.11" });
  const user = new User(fleet, "ada", { sshKeys: [KEY] });
  new UserAccount(fleet, "user-ada", {
    user,
    machines: [Tag.NIXOS],
    groups: ["wheel"],
    share: true,
    prompt: true,
    systemUser: false,
    identity: { main: { groups: ["users"] } },
  });
  expect(issuesOf(app)).toEqual([]);
  const text = nixSide(app).files.find(({ path }) => path.endsWith("user-ada.nix"))?.text;
  for (const line of ["share = true;", "prompt = true;", "systemUser = false;"]) {
    expect(text).toContain(line);
  }
  expect(text).toContain('identity.main.groups = [ "users" ];');
});

it("the home folder of an account is an option of the service for Macs", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const user = new User(fleet, "ada", { uid: 501, sshKeys: [KEY] });
  const mac = new DarwinMachine(fleet, "stibnite", { primaryUser: user, stateVersion: 6 });
  new UserAccount(fleet, "ada", { user, machines: [mac], homeFolder: "/Volumes/data/ada" });
  const { files } = nixSide(app);
  const textOf = (end: string) => files.find(({ path }) => path.endsWith(end))?.text ?? "";
  expect(textOf("inventory/ada.nix")).toContain('home = "/Volumes/data/ada";');
  expect(textOf("services/users-darwin.nix")).toMatch(/options = \{[\s\S]*\n\s+home = mkOption \{/);
});

describe("shell and full name of a user", () => {
  const filesOf = (props: Partial<UserAccountProps>) => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const person = { uid: 600, sshKeys: [KEY], shell: "fish", fullName: "Ada Lovelace" } as const;
    const user = new User(fleet, "ada", person);
    new NixosMachine(fleet, "web01", { stateVersion: "25.11" });
    new DarwinMachine(fleet, "stibnite", { stateVersion: 6 });
    new UserAccount(fleet, "ada", { user, machines: [Tag.ALL], ...props });
    expect(issuesOf(app)).toEqual([]);
    const { files } = nixSide(app);
    return (end: string) => files.find(({ path }) => path === `modules/${end}`)?.text;
  };

  it("apply on NixOS, where the shell is enabled, and on Macs", () => {
    const textOf = filesOf({});
    expect(textOf("accounts/ada.nix")).toContain(`      programs.fish.enable = true;
      users.users.ada = {
        description = config.flake.meta.users.ada.fullName;
        shell = pkgs.fish;
      };`);
    expect(textOf("clan/inventory/ada.nix")).toContain(
      'extraModules = [ config.flake.modules.nixos."accounts/ada" ];',
    );
    const mac = textOf("clan/inventory/ada-darwin.nix");
    expect(mac).toContain("description = config.flake.meta.users.ada.fullName;");
    expect(mac).toContain('shell = "fish";');
  });

  it("are overridden by an account, like uid and home folder", () => {
    const text = filesOf({ shell: "bash", uid: 1007, homeFolder: "/srv/ada" })("accounts/ada.nix");
    expect(text).not.toContain("programs");
    expect(text).toContain('home = "/srv/ada";');
    expect(text).toContain("shell = pkgs.bashInteractive;");
    expect(text).toContain("uid = 1007;");
  });

  it("do not create an account for an identity", () => {
    const textOf = filesOf({ machines: [Tag.NIXOS], systemUser: false });
    expect(textOf("accounts/ada.nix")).toBeUndefined();
  });
});

it("a Mac gets the keys of root, but macOS manages the account", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const user = new User(fleet, "ada", { sshKeys: [KEY] });
  new DarwinMachine(fleet, "build02", { stateVersion: 6, targetHost: "root@build02.example.org" });
  new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.ALL], authorized: [user] });
  expect(issuesOf(app)).toEqual([]);
  const text = nixSide(app).files.find(({ path }) => path.endsWith("inventory/root.nix"))?.text;
  expect(text).toContain(`      settings = {
        openssh.authorizedKeys.keys = config.flake.meta.users.ada.sshKeys;
        user = "root";
      };`);
});

it("two accounts with the same uid on a NixOS machine are refused", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const web01 = new NixosMachine(fleet, "web01", { stateVersion: "25.11" });
  for (const name of ["ada", "grace"]) {
    const user = new User(fleet, name, { sshKeys: [KEY] });
    new UserAccount(fleet, name, { user, machines: [web01], uid: 1000 });
  }
  expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
    ["infra/account:grace", "account-uid-shared"],
  ]);
});
