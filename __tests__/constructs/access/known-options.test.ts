import { describe, expect, it } from "vitest";
import {
  ClanService,
  DendriticModule,
  Fleet,
  NixosMachine,
  type NixosMachineProps,
  type Settings,
  Tag,
} from "../../../constructs";
import { knownOptions } from "../../../constructs/access/known-options";
import { sshdConfig } from "../../../constructs/access/sshd-config";
import { testApp } from "../../support/fleets";

const port = (number: number): Settings => ({ services: { openssh: { ports: [number] } } });

/** Two machines of a locked fleet, with one module and one role. The second has more settings. */
function twoMachines(
  second: Partial<NixosMachineProps>,
  settings?: Settings,
): readonly [NixosMachine, NixosMachine] {
  const fleet = new Fleet(testApp(), "infra");
  const parts = { ssh: { nixos: port(2200) } };
  const imports = [new DendriticModule(fleet, "ssh", { parts })];
  const a = new NixosMachine(fleet, "a", { stateVersion: "25.11", imports });
  const b = new NixosMachine(fleet, "b", { stateVersion: "25.11", imports, ...second });
  new ClanService(fleet, "admin", {
    service: "admin",
    roles: {
      default: {
        tags: [Tag.ALL],
        machines: settings === undefined ? [] : [{ machine: b, settings }],
      },
    },
  });
  fleet.node.lock();
  return [a, b];
}

describe("the known options of machines", () => {
  it("are read once for machines with the same settings", () => {
    const [a, b] = twoMachines({ settings: { time: { timeZone: "UTC" } } });
    expect(knownOptions(b)).toBe(knownOptions(a));
    expect(sshdConfig(b)).toBe(sshdConfig(a));
    expect(knownOptions(b).of("services.openssh.ports")).toEqual([[2200], 2200]);
  });

  it("are separate for a machine with settings of its own", () => {
    const [a, b] = twoMachines({ settings: port(22) });
    const definitions = [a, b].map((machine) =>
      knownOptions(machine)
        .definitionsOf("services.openssh.ports")
        .map(({ value }) => value),
    );
    expect(definitions).toEqual([[[2200]], [[22], [2200]]]);
  });

  it("are separate for a machine with its own settings in a role", () => {
    const [a, b] = twoMachines({}, { allowedKeys: { ada: "ssh-ed25519 AAAA ada" } });
    const keys = "users.users.root.openssh.authorizedKeys.keys";
    expect(knownOptions(a).definitionsOf(keys)).toEqual([]);
    expect(knownOptions(b).definitionsOf(keys)).toHaveLength(1);
  });
});
