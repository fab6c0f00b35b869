import { expect, it } from "vitest";
import { DarwinMachine, Fleet, NixosMachine, Tag, User, UserAccount } from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 ada";

it("one person has another id on one Mac", () => {
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

it("an account takes clan's settings of users", () => {
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

it("an account's home folder is an option that the service of Macs has", () => {
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
