import { Token } from "cdktf";
import { expect, it } from "vitest";
import {
  ApiToken,
  DarwinMachine,
  DendriticModule,
  Disk,
  FlakeInput,
  Fleet,
  HetznerStack,
  NixosMachine,
  SshdService,
  Tag,
  User,
  UserAccount,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { DISK, fleetWith, SERVER, testApp, untypedProps } from "../../support/fleets";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC ada";

it("ten different mistakes are ten sorted diagnostics", () => {
  const { app } = fleetWith((fleet) => {
    const web = new Tag(fleet, "my web");
    const ada = new User(fleet, "ada");
    const tags = [web, web];
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", tags });
    new NixosMachine(fleet, "-jade", { stateVersion: "25.11" });
    new NixosMachine(fleet, "verdigris", { stateVersion: "unstable" });
    new NixosMachine(fleet, "beryl", untypedProps({ stateVersion: "25.11", imports: ["shell"] }));
    new DarwinMachine(fleet, "blackphos", { stateVersion: 6, zerotierMemberId: "x" });
    new DendriticModule(fleet, "with", { folder: "a", parts: { a: { nixos: {} } } });
    new FlakeInput(fleet, "stylix", { url: "stylix #" });
    new UserAccount(fleet, "users-ada", { user: ada, machines: [] });
    new SshdService(fleet, "sshd", untypedProps({ servers: [Tag.NIXOS], clients: Tag.ALL }));
  });
  const codes = issuesOf(app).map(({ path, code }) => [path, code]);
  expect(codes).toEqual([
    ["infra/input:stylix", "input-url-invalid"],
    ["infra/machine:-jade", "machine-name-invalid"],
    ["infra/machine:beryl", "object-expected"],
    ["infra/machine:blackphos", "zerotier-member-id-invalid"],
    ["infra/machine:verdigris", "state-version-invalid"],
    ["infra/module:with", "module-name-invalid"],
    ["infra/sshd:sshd", "object-expected"],
    ["infra/tag:my web", "tag-name-invalid"],
    // Warnings.
    ["infra/account:users-ada", "service-without-machines"],
    ["infra/machine:cinnabar", "machine-tag-repeated"],
  ]);
});

it("a duplicate machine with props of every kind is one diagnostic", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const ada = new User(fleet, "ada", { uid: 501, sshKeys: [KEY] });
  const disk = Disk.luks({ filesystem: "ext4" });
  const props = { stateVersion: "25.11", server: SERVER, disk };
  const machines = [1, 2].map(() => new NixosMachine(fleet, "cinnabar", props));
  new HetznerStack(app, "hetzner", { machines, token: ApiToken.fromEnvironment() });
  new UserAccount(fleet, "users-ada", { user: ada, machines });
  new UserAccount(fleet, "users-root", { user: User.ROOT, machines, authorized: [ada] });
  new SshdService(fleet, "sshd", { servers: machines, clients: [Tag.ALL] });
  expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
    ["infra/machine:cinnabar#2", "machine-duplicate"],
  ]);
});

it("a Terraform reference as the name of a machine is one diagnostic", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const name = Token.asString({ resolve: () => "cinnabar" });
  const props = { stateVersion: "25.11", server: SERVER, disk: DISK };
  const machine = new NixosMachine(fleet, "cinnabar", { name, ...props });
  new HetznerStack(app, "hetzner", { machines: [machine], token: ApiToken.fromEnvironment() });
  new SshdService(fleet, "sshd", { servers: [machine], clients: [] });
  expect(issuesOf(app).map(({ path, code }) => [path, code])).toEqual([
    ["infra/machine:cinnabar", "name-not-text"],
  ]);
});
