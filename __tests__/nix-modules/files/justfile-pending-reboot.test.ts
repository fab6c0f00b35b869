import { expect, it } from "vitest";
import {
  ApiToken,
  Fleet,
  type FleetApp,
  type GeneratedModule,
  HetznerStack,
  type Module,
  NixosMachine,
} from "../../../constructs";
import { justfile } from "../../../nix-modules/files/justfile";
import { DISK, SERVER, testApp } from "../../support/fleets";
import { describeWithTools } from "../../support/tools";
import { just } from "./support/just";

const PENDING_REBOOT: GeneratedModule & Module<"nixos"> = {
  kind: "generated-module",
  name: "auto-upgrade/pending-reboot",
  provides: { nixos: true },
};

/** A server at Hetzner and another one with the program, and one without it. */
function fleetOf(app: FleetApp): Fleet {
  const fleet = new Fleet(app, "infra");
  const stateVersion = "25.11";
  const imports = [PENDING_REBOOT];
  const props = { stateVersion, imports, server: SERVER, disk: DISK };
  const machines = [new NixosMachine(fleet, "cinnabar", props)];
  new NixosMachine(fleet, "orpiment", { stateVersion, imports, targetHost: "me@192.0.2.7" });
  new NixosMachine(fleet, "realgar", { stateVersion });
  new HetznerStack(app, "hetzner", { machines, token: ApiToken.fromClanSecret("token") });
  return fleet;
}

describeWithTools(["just"], "the recipe pending-reboot", () => {
  const app = testApp();
  const { text } = justfile(app, fleetOf(app));

  it.each([
    ["cinnabar", ["-o", "HostKeyAlias=cinnabar.infra", "root@192.0.2.1"]],
    ["orpiment", ["me@192.0.2.7"]],
  ])("runs the program on %s", (host, destination) => {
    const programs = { tofu: "", jq: "echo 192.0.2.1", ssh: "echo pending" };
    const { status, stdout, calls } = just(text, ["pending-reboot", host], programs);
    expect({ status, stdout }).toEqual({ status: 0, stdout: "pending\n" });
    expect(calls.at(-1)).toEqual(["ssh", ...destination, "pending-reboot"]);
  });

  it("exists only for machines with the program", () => {
    expect(just(text, ["pending-reboot", "realgar"]).status).toBe(1);
  });
});
