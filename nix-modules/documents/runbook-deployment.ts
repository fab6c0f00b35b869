import { DarwinMachine, type Machine, Service, ZerotierNetwork } from "../../constructs";
import { type Commands, MIGRATION } from "./commands";
import { step, stepIf } from "./step";

/** The steps before a machine can be evaluated and planned. */
export function preparation(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  return [
    ...stepIf(
      `Generate the vars of ${name}, and commit the new files. They are encrypted with your key; \`clan vars keygen\` creates it once:`,
      commands.just("vars", name),
    ),
    ...secrets(commands.secretsOf(machine)),
  ];
}

/** The steps to deploy a machine for the first time. */
export function deployment(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const isMac = DarwinMachine.isDarwinMachine(machine);
  return [
    step(
      `Check whether ${name} can be deployed, and which gates are closed:`,
      `${MIGRATION} explain ${name}`,
    ),
    ...(commands.stackOf(machine) === undefined
      ? []
      : [
          step(
            "Update the gates in the Terraform files, and commit them with the ledger:",
            "npx fleet synth",
          ),
        ]),
    ...stepIf("Evaluate everything, and build the machine:", [
      ...commands.just("check"),
      ...commands.just("build", name),
    ]),
    ...(isMac ? ofMac(machine, commands) : ofServer(machine, commands)),
    ...networksOf(machine).flatMap((network) =>
      isMac ? admission(machine, network, commands) : ownAdmission(machine, network),
    ),
  ];
}

function secrets(names: readonly string[]): readonly string[] {
  if (names.length === 0) return [];
  const commands = names.map((name) => `\`clan secrets set ${name}\``).join(", ");
  return [`Store the clan secrets that Terraform reads, if they do not exist yet: ${commands}.`];
}

function ofMac(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const stack = commands.stackOf(machine);
  const check = commands.just("activate-darwin", name).map((command) => `${command} check`);
  return [
    ...stepIf(
      `On ${name}, in a clone of this repository, check that it can be activated. This does not change the Mac:`,
      check,
    ),
    ...(stack === undefined
      ? []
      : stepIf(
          `On ${name}, check the plan. It fails while a gate is closed, and names the gate:`,
          commands.just("terraform-plan", stack),
        )),
    ...stepIf(
      `On ${name}, deploy it. Do not restart it yet: test your most important programs in the open session.`,
      stack === undefined
        ? commands.just("activate-darwin", name)
        : commands.just("terraform-apply", stack),
    ),
  ];
}

function ofServer(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const stack = commands.stackOf(machine);
  return [
    ...(stack === undefined
      ? [
          `Install ${name}, which erases its disk: \`clan machines install ${name} --target-host root@ADDRESS\`.`,
        ]
      : [
          ...stepIf(
            "Check the plan. It fails while a gate is closed, and names the gate:",
            commands.just("terraform-plan", stack),
          ),
          ...stepIf(
            `Deploy ${name}. The installation erases its disk:`,
            commands.just("terraform-apply", stack),
          ),
        ]),
    ...stepIf("Unlock its disk now, and after each restart:", commands.just("unlock", name)),
  ];
}

/** The zerotier networks that a machine is in. */
function networksOf(machine: Machine): readonly ZerotierNetwork[] {
  return machine.fleet.node
    .findAll()
    .filter(ZerotierNetwork.isZerotierNetwork)
    .filter(({ node }) =>
      node
        .findAll()
        .filter((one): one is Service => one instanceof Service)
        .some(({ roles }) => roles.some(({ allMachines }) => allMachines.includes(machine))),
    );
}

/** A Mac generates its member id during its first activation. */
function admission(
  machine: Machine,
  { controller }: ZerotierNetwork,
  commands: Commands,
): readonly string[] {
  const { name } = machine;
  const isKnown = DarwinMachine.isDarwinMachine(machine) && machine.zerotierMemberId !== undefined;
  if (isKnown || controller === undefined) return [];
  return [
    step(
      `Admit ${name} to the zerotier network. The activation printed the member id of ${name}: set it as \`zerotierMemberId\` of its machine in the fleet. Commit the changes, and update ${controller.name}:`,
      "npx fleet synth",
      ...commands.just("activate-nixos", controller.name),
    ),
  ];
}

/** Gates resolve a machine by name, which the computer that runs them may not know yet. */
function ownAdmission(
  { name, fleet }: Machine,
  { name: network, controller }: ZerotierNetwork,
): readonly string[] {
  if (controller?.name !== name) return [];
  return [
    `Join the zerotier network with your computer, if it is not a member: \`sudo zerotier-cli join\` with the id that \`clan vars get ${name} zerotier-network-${network}/network-id\` prints. Add its member id to the fleet, as \`zerotierMemberId\` of its machine or in \`allowedIds\` of the network, and update ${name}. Until the fleet manages your computer, add ${name}.${fleet.domain} to its \`/etc/hosts\`, with the address that \`clan vars get ${name} zerotier-ip-${name}-${network}/ip\` prints.`,
  ];
}
