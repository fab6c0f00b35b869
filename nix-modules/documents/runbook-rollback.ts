import { DarwinMachine, type Machine, type Phase, serviceMatrix } from "../../constructs";
import { type Commands, MIGRATION } from "./commands";
import { code } from "./markdown";

/** How to go back, for each kind of machine. */
export function rollback(phase: Phase, commands: Commands): readonly string[] {
  if (phase.machines.length === 0) {
    return [
      "The phase changes no machine: go back with `git revert`, and run `npx fleet synth` again.",
    ];
  }
  return phase.machines.flatMap((machine) => {
    const { name } = machine;
    return [
      `Record the incident. The stability window of ${name} starts anew when it is resolved:`,
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
    `To go back to what ${name} ran before its last activation:`,
    code("sh", commands.just("rollback", name).join("\n")),
    `After its first deployment that is the configuration from before the migration. Homebrew's packages and files outside the Nix store stay as they are: restore those from the backup. To give up its migration for now, activate the old configuration from its own repository, as it was done before, and record it. The gates of ${name} count again then:`,
    code("sh", `${MIGRATION} record rolled-back --machine ${name}`),
  ];
}

function rollbackOfServer(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  return [
    `To go back to what ${name} ran before its last update:`,
    code("sh", commands.just("rollback", name).join("\n")),
    `To go further back, revert the commit, run \`npx fleet synth\`, and update it:`,
    code("sh", commands.just("activate-nixos", name).join("\n")),
    `If it does not start any more: the console of its host shows why, and boots an older generation from the boot menu.${emergencyAccess(machine)} A server holds nothing that the repository does not describe but its data: with a backup of that it can be installed anew, which erases its disk. Record it when it no longer runs this configuration:`,
    code("sh", `${MIGRATION} record rolled-back --machine ${name}`),
  ];
}

function emergencyAccess({ name, fleet }: Machine): string {
  const row = serviceMatrix(fleet).find(({ service }) => service === "emergency-access");
  const cell = row?.cells.find(({ machine, by }) => machine.name === name && by === "clan");
  return cell === undefined
    ? ""
    : ` If it stops before the disks are there, it opens a shell there, with the password that \`clan vars get ${name} emergency-access/password\` prints.`;
}
