import { DarwinMachine, type Fleet, type Machine, NixosMachine } from "../../../constructs";
import type { Parameter, Recipe } from "../../justfile";
import { anyOf, byMachine, hostOf } from "./by-machine";

const CONFIGURATIONS = { nixos: "nixosConfigurations", darwin: "darwinConfigurations" };

/** What concerns one machine at a time: how it is built, activated, rolled back and given its vars. */
export function machineRecipes(fleet: Fleet): readonly Recipe[] {
  const { machines } = fleet;
  const macs = machines.filter((machine) => machine instanceof DarwinMachine);
  const nixosMachines = machines.filter((machine) => machine instanceof NixosMachine);
  if (machines.length === 0) return [];
  return [
    build(machines),
    ...(macs.length > 0 ? [activateDarwin(macs, machines)] : []),
    ...(nixosMachines.length > 0 ? [activateNixos(nixosMachines)] : []),
    rollback(fleet),
    vars(machines),
  ];
}

function build(machines: readonly Machine[]): Recipe {
  return {
    name: "build",
    comment: "Build a machine, and print where it is in the store",
    parameters: [hostOf(machines)],
    lines: byMachine(machines, ({ machineClass }) => [
      `system=".#${CONFIGURATIONS[machineClass]}.$host.config.system.build.toplevel"`,
    ]).concat('nix build --no-link --print-out-paths "$system"'),
  };
}

/**
 * `darwin-rebuild` does not bring the key that a machine decrypts its vars with, as `clan machines
 * update` does; and only the development shell has it before the first activation.
 */
function activateDarwin(macs: readonly Machine[], machines: readonly Machine[]): Recipe {
  const action: Parameter = { name: "action", oneOf: ["switch", "check"], default: "switch" };
  return {
    name: "activate-darwin",
    comment: "Activate this Mac; with the action `check`, only see whether it could be",
    parameters: [hostOf(macs), action],
    lines: [
      "here=$(uname -n)",
      "here=${here%%.*}",
      "case $here in",
      '"$host") ;;',
      `${anyOf(machines)})`,
      '    echo "error: this is $here: activate $host there, or by: clan machines update $host" >&2',
      "    exit 1",
      "    ;;",
      "esac",
      "if [ $action = switch ]; then",
      '    clan vars generate "$host"',
      "    keys=$(mktemp -d)",
      "    trap 'rm -r \"$keys\"' EXIT",
      '    clan vars upload "$host" --directory "$keys"',
      "    sudo mkdir -p -m 0700 /var/lib/sops-nix",
      '    sudo cp -R "$keys/." /var/lib/sops-nix',
      "fi",
      'sudo "$(command -v darwin-rebuild)" "$action" --flake ".#$host"',
    ],
  };
}

function activateNixos(machines: readonly Machine[]): Recipe {
  return {
    name: "activate-nixos",
    comment: "Update a NixOS machine over ssh",
    parameters: [hostOf(machines)],
    lines: ['clan machines update "$host"'],
  };
}

function rollback({ machines, domain }: Fleet): Recipe {
  return {
    name: "rollback",
    comment: "Return a machine to the generation before its present one",
    parameters: [hostOf(machines)],
    lines: [
      ...byMachine(machines, (machine) => [
        `destination=${sshDestination(machine, domain)}`,
        `rebuild=/run/current-system/sw/bin/${machine.machineClass}-rebuild`,
      ]),
      "here=$(uname -n)",
      'if [ "${here%%.*}" = "$host" ]; then',
      '    sudo "$rebuild" switch --rollback',
      "else",
      '    ssh -t "$destination" "sudo $rebuild switch --rollback"',
      "fi",
    ],
  };
}

function vars(machines: readonly Machine[]): Recipe {
  return {
    name: "vars",
    comment: "Generate what is missing of a machine's vars",
    parameters: [hostOf(machines)],
    lines: ['clan vars generate "$host"'],
  };
}

/** Where ssh reaches a machine: its address, or else the name that its host certificate is for. */
function sshDestination(machine: Machine, domain: string): string {
  if (machine.targetHost !== undefined) return `'ssh://${machine.targetHost}'`;
  const user = machine instanceof DarwinMachine ? machine.primaryUser.name : "root";
  return `ssh://${user}@$host.${domain}`;
}
