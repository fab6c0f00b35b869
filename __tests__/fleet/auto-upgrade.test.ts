import { expect, it } from "vitest";
import { Fleet, NixosMachine } from "../../constructs";
import { type AutoUpgradeProps, declareAutoUpgrade } from "../../fleet/features/auto-upgrade";
import { issuesOf, nixSide } from "../support/diagnostics";
import { testApp } from "../support/fleets";

const REPOSITORY: AutoUpgradeProps = { flake: "github:example/nix-config" };

/** `modules/nixos/auto-upgrade.nix` of a fleet with automatic upgrades. */
function upgradeWith(props: AutoUpgradeProps): string {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const imports = [declareAutoUpgrade(fleet, props)];
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports });
  expect(issuesOf(app)).toEqual([]);
  const path = "modules/nixos/auto-upgrade.nix";
  return nixSide(app).files.find((file) => file.path === path)?.text ?? "";
}

it("follows the repository and its lock", () => {
  const text = upgradeWith(REPOSITORY);
  expect(text).toContain('flake = "github:example/nix-config";');
  expect(text).not.toMatch(/inputs|flags|override-input/);
});

it("never reboots a machine without a window", () => {
  expect(upgradeWith(REPOSITORY)).toMatch(/allowReboot = false;/);
});

it("reboots a machine in the window, unless its disk is encrypted", () => {
  const text = upgradeWith({ ...REPOSITORY, rebootWindow: { lower: "04:00", upper: "06:00" } });
  expect(text).toContain("allowReboot = config.boot.initrd.luks.devices or { } == { };");
  expect(text).toMatch(/rebootWindow = \{\s*lower = "04:00";\s*upper = "06:00";/);
});

it("refuses a folder on the machine as the repository", () => {
  // @ts-expect-error: a machine has no copy of the repository
  const props: AutoUpgradeProps = { flake: "path:/etc/nixos" };
  expect(props.flake).toMatch(/^path:/);
});
