import { describe, expect, it } from "vitest";
import {
  DarwinMachine,
  type DarwinMachineProps,
  DendriticModule,
  Fleet,
  NixosMachine,
  User,
  ZerotierNetwork,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";

function issuesWith(declare: (fleet: Fleet) => Partial<DarwinMachineProps>) {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const props = declare(fleet);
  new DarwinMachine(fleet, "stibnite", { stateVersion: 6, ...props });
  return { app, codes: issuesOf(app).map(({ code }) => code) };
}

describe("a Mac without a primary user", () => {
  it.each([
    { homebrew: { enable: true } },
    { system: { defaults: { dock: { autohide: true } } } },
    { system: { defaults: { NSGlobalDomain: { KeyRepeat: 2 } } } },
    { launchd: { user: { agents: { sync: {} } } } },
  ])("cannot have %j", (settings) => {
    expect(issuesWith(() => ({ settings })).codes).toEqual(["mac-without-primary-user"]);
    const withUser = issuesWith((fleet) => ({ settings, primaryUser: new User(fleet, "ada") }));
    expect(withUser.codes).toEqual([]);
  });

  it.each([
    { homebrew: { enable: true, user: "ada" } },
    { system: { primaryUser: "ada", defaults: { dock: { autohide: true } } } },
    { system: { defaults: { loginwindow: { GuestEnabled: false } } } },
  ])("can have %j", (settings) => {
    expect(issuesWith(() => ({ settings })).codes).toEqual([]);
  });

  it("cannot be in a zerotier network, because its cask needs Homebrew", () => {
    const app = testApp();
    const fleet = new Fleet(app, "infra");
    const controller = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
    const mac = new DarwinMachine(fleet, "stibnite", { stateVersion: 6 });
    new ZerotierNetwork(fleet, "zerotier", { controller, peers: [mac] });
    const [issue] = issuesOf(app);
    expect(issue?.code).toBe("mac-without-primary-user");
    expect(issue?.message).toContain("homebrew.enable, through zerotier-darwin");
  });
});

describe("a Mac with Determinate Nix", () => {
  it("disables the Nix management of nix-darwin", () => {
    const { app, codes } = issuesWith(() => ({ managesNix: false }));
    expect(codes).toEqual([]);
    const host = nixSide(app).files.find(({ path }) => path.endsWith("stibnite/default.nix"));
    expect(host?.text).toContain("nix.enable = false;");
  });

  it("cannot use garbage collection from a shared module, and has no Nix settings", () => {
    const { codes } = issuesWith((fleet) => {
      const nix = { gc: { automatic: true }, settings: { "trusted-users": ["@admin"] } };
      const base = new DendriticModule(fleet, "base", { parts: { nix: { darwin: { nix } } } });
      return { imports: [base], settings: { nix: { enable: false } } };
    });
    expect(codes).toEqual(["mac-nix-unmanaged", "mac-nix-settings-ignored"]);
  });
});
