import { nix } from "@nix-fleet/nix-language";
import { describe, expect, it } from "vitest";
import {
  ClanService,
  CustomService,
  DendriticModule,
  Fleet,
  NixosMachine,
  type NixosMachineProps,
  Tag,
} from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { personWithHome, testApp } from "../../support/fleets";

const CONDITION = nix.ref("config.services.tor.enable");
const WHOLE = nix.apply("lib.mkIf", CONDITION, { networking: { nftables: { enable: true } } });

function textAfter(declare: (fleet: Fleet) => void, path: string): string | undefined {
  const app = testApp();
  declare(new Fleet(app, "infra"));
  expect(issuesOf(app)).toEqual([]);
  return renderedFiles(app).find((file) => file.path === `modules/${path}`)?.text;
}

const machineWith = (props: Partial<NixosMachineProps>) => (fleet: Fleet) => {
  new NixosMachine(fleet, "tor1", { stateVersion: "25.11", ...props });
};

describe("settings as one expression", () => {
  it("are merged with the identity of the machine", () => {
    expect(textAfter(machineWith({ settings: WHOLE }), "hosts/tor1/default.nix")).toContain(
      `    { config, ... }:
    {
      config = lib.mkMerge [
        {
          networking.hostName = "tor1";
          nixpkgs.hostPlatform = "x86_64-linux";
          system.stateVersion = "25.11";
        }
        (lib.mkIf config.services.tor.enable { networking.nftables.enable = true; })
      ];
    };`,
    );
  });

  it("can be the whole part, with its imports in addition", () => {
    const declare = (fleet: Fleet) => {
      const base = new DendriticModule(fleet, "base", { parts: { a: { nixos: {} } } });
      const parts = { relay: { nixos: WHOLE } };
      const relay = new DendriticModule(fleet, "relay", { parts, imports: [base] });
      machineWith({ imports: [relay] })(fleet);
    };
    expect(textAfter(declare, "relay/relay.nix")).toContain(`      imports = [ modules.nixos.base ];

      config = lib.mkIf config.services.tor.enable { networking.nftables.enable = true; };`);
  });

  it("are merged with the state version of a home", () => {
    const settings = nix.apply("lib.mkIf", nix.ref("pkgs.stdenv.isLinux"), {
      xdg: { enable: true },
    });
    const declare = (fleet: Fleet) => personWithHome(fleet, "ada", { settings });
    const text = textAfter(declare, "users/ada.nix");
    expect(text).toContain('{ home.stateVersion = "25.11"; }');
    expect(text).toContain("(lib.mkIf pkgs.stdenv.isLinux { xdg.enable = true; })");
  });

  it("are accepted for a role, a tag and a machine in a role", () => {
    const settings = (name: string) => nix.apply("import", nix.path(`./${name}.nix`));
    const declare = (fleet: Fleet) => {
      const machine = new NixosMachine(fleet, "tor1", { stateVersion: "25.11" });
      new CustomService(fleet, "backup", {
        module: "backup",
        roles: {
          client: {
            machines: [{ machine, settings: settings("one") }],
            tags: [{ tag: Tag.NIXOS, settings: settings("tag") }],
            settings: settings("all"),
          },
        },
      });
      new ClanService(fleet, "internet", {
        service: "internet",
        roles: { default: { machines: [{ machine, settings: settings("host") }] } },
      });
    };
    const text = textAfter(declare, "clan/inventory/backup.nix");
    expect(text).toContain("machines.tor1.settings = import ./one.nix;");
    expect(text).toContain("tags.nixos.settings = import ./tag.nix;");
    expect(text).toContain("settings = import ./all.nix;");
    expect(textAfter(declare, "clan/inventory/internet.nix")).toContain("import ./host.nix");
  });

  it("are checked for forbidden values", () => {
    const app = testApp();
    const openssh = { settings: { PasswordAuthentication: true } };
    const settings = nix.apply("lib.mkIf", CONDITION, { services: { openssh } });
    machineWith({ settings })(new Fleet(app, "infra"));
    expect(issuesOf(app).map(({ code }) => code)).toEqual(["password-login"]);
  });
});
