import { DarwinMachine, type Fleet, type Machine, NixosMachine } from "../../../constructs";
import type { Recipe } from "../../justfile";
import { activateDarwin, activateNixos } from "./activation";
import { byMachine, hostOf } from "./by-machine";
import { pendingRebootRecipes } from "./pending-reboot";
import { rollback } from "./rollback";
import type { HostedMachine } from "./server-address";

/** The flake outputs with the configurations of each class. */
const CONFIGURATIONS = { nixos: "nixosConfigurations", darwin: "darwinConfigurations" };

/** Recipes for one machine at a time. */
export function machineRecipes(fleet: Fleet, hosted: readonly HostedMachine[]): readonly Recipe[] {
  const { machines } = fleet;
  const macs = machines.filter((machine) => DarwinMachine.isDarwinMachine(machine));
  const nixosMachines = machines.filter((machine) => NixosMachine.isNixosMachine(machine));
  if (machines.length === 0) return [];
  return [
    build(machines),
    ...(macs.length > 0 ? [activateDarwin(macs, machines)] : []),
    ...(nixosMachines.length > 0 ? [activateNixos(nixosMachines, fleet, hosted)] : []),
    rollback(fleet, hosted),
    ...pendingRebootRecipes(fleet, hosted),
    vars(machines),
  ];
}

function build(machines: readonly Machine[]): Recipe {
  const command = (configurations: string) =>
    `nix build --no-link --print-out-paths ".#${configurations}.$host.config.system.build.toplevel"`;
  return {
    name: "build",
    comment: "Build a machine and print its store path",
    parameters: [hostOf(machines)],
    body: byMachine(machines, ({ machineClass }) => command(CONFIGURATIONS[machineClass])),
  };
}

function vars(machines: readonly Machine[]): Recipe {
  return {
    name: "vars",
    comment: "Generate the missing vars of a machine",
    parameters: [hostOf(machines)],
    body: 'clan vars generate "$host"',
  };
}
