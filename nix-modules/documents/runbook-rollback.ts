import { DarwinMachine, type Machine, type Phase, serviceMatrix } from "../../constructs";
import { type Commands, MIGRATION } from "./commands";
import { code } from "./markdown";

/** How to roll back a phase, for each kind of machine. */
export function rollback(phase: Phase, commands: Commands): readonly string[] {
  if (phase.machines.length === 0) {
    return [
      "The phase does not change any machine. To roll back, use `git revert`, and run `npx fleet synth` again.",
    ];
  }
  return phase.machines.flatMap((machine) => {
    const { name } = machine;
    return [
      `Record the incident. The stability window of ${name} restarts when the incident is resolved:`,
      code(
        "sh",
        [
          `${MIGRATION} record incident --machine ${name} --note TEXT`,
          `${MIGRATION} record resolved --incident ID`,
        ].join("\n"),
      ),
      ...(DarwinMachine.isDarwinMachine(machine)
        ? rollbackOfMac(machine, commands)
        : rollbackOfServer(machine, commands)),
    ];
  });
}

function rollbackOfMac({ name }: Machine, commands: Commands): readonly string[] {
  return [
    `Roll ${name} back to the configuration before its last activation:`,
    code("sh", commands.just("rollback", name).join("\n")),
    `After the first deployment, this is the configuration from before the migration. A rollback does not change Homebrew packages and files outside the Nix store: restore them from the backup. To stop the migration of ${name} for now, activate the old configuration from its own repository, and record it. After that, its gates block the next deployment again while they are closed:`,
    code("sh", `${MIGRATION} record rolled-back --machine ${name}`),
  ];
}

function rollbackOfServer(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  return [
    `Roll ${name} back to the configuration before its last update:`,
    code("sh", commands.just("rollback", name).join("\n")),
    `To roll back further, revert the commit, run \`npx fleet synth\`, and update ${name}:`,
    code("sh", commands.just("activate-nixos", name).join("\n")),
    `If ${name} does not boot, open its console at the provider: it shows the error, and the boot menu has older generations.${emergencyAccess(machine)} Except for its data, the repository describes the whole server. With a backup of the data you can reinstall it, which erases its disk. If it no longer runs this configuration, record that:`,
    code("sh", `${MIGRATION} record rolled-back --machine ${name}`),
  ];
}

function emergencyAccess({ name, fleet }: Machine): string {
  const row = serviceMatrix(fleet).find(({ service }) => service === "emergency-access");
  const cell = row?.cells.find(({ machine, by }) => machine.name === name && by === "clan");
  return cell === undefined
    ? ""
    : ` If the boot fails before the disks are mounted, the console offers a shell, with the password that \`clan vars get ${name} emergency-access/password\` prints.`;
}
