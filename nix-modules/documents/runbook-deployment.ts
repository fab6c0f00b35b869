import { DarwinMachine, type Machine, Service, ZerotierNetwork } from "../../constructs";
import { type Commands, MIGRATION } from "./commands";
import { step, stepIf } from "./step";

/** What an evaluation of a machine and its plan need. */
export function preparation(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  return [
    ...stepIf(
      `Generate the vars of ${name}, and commit what that writes. They are encrypted with a key of yours, which \`clan vars keygen\` makes once:`,
      commands.just("vars", name),
    ),
    ...secrets(commands.secretsOf(machine)),
  ];
}

/** The steps from a machine as it was to one that runs the configuration of this repository. */
export function deployment(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const isMac = DarwinMachine.isDarwinMachine(machine);
  return [
    step(
      `See whether ${name} may be deployed, and what is missing:`,
      `${MIGRATION} explain ${name}`,
    ),
    ...(commands.stackOf(machine) === undefined
      ? []
      : [step("Write the gates as the ledger has them now, and commit both:", "npx fleet synth")]),
    ...stepIf("Evaluate everything, and build it:", [
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
  return [`Store what Terraform reads of clan's secrets, unless it is there: ${commands}.`];
}

function ofMac(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const stack = commands.stackOf(machine);
  const check = commands.just("activate-darwin", name).map((command) => `${command} check`);
  return [
    ...stepIf(
      `On ${name}, in a clone of this repository, make sure that it can be activated. Nothing is changed:`,
      check,
    ),
    ...(stack === undefined
      ? []
      : stepIf(
          `On ${name}, look at the plan. It refuses while a gate is shut, and names the gate:`,
          commands.just("terraform-plan", stack),
        )),
    ...stepIf(
      `On ${name}, deploy it. Do not restart it yet: try what you need most in the session that is open.`,
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
            "Look at the plan. It refuses while a gate is shut, and names the gate:",
            commands.just("terraform-plan", stack),
          ),
          ...stepIf(
            `Deploy ${name}. The installation erases its disk:`,
            commands.just("terraform-apply", stack),
          ),
        ]),
    ...stepIf("Unlock its disk, now and after each restart:", commands.just("unlock", name)),
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

/** A Mac makes its member id itself, at its first activation. */
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
      `Let ${controller.name} admit ${name} to the zerotier network. The activation printed the member id of ${name}: it is \`zerotierMemberId\` of its machine in the fleet. Commit what changes, and update ${controller.name}:`,
      "npx fleet synth",
      ...commands.just("activate-nixos", controller.name),
    ),
  ];
}

/** Gates ask for a machine by its name, which the computer that they run on may not know yet. */
function ownAdmission(
  { name, fleet }: Machine,
  { name: network, controller }: ZerotierNetwork,
): readonly string[] {
  if (controller?.name !== name) return [];
  return [
    `Join the zerotier network with the computer that you work at, unless it is in it: \`sudo zerotier-cli join\` with the id that \`clan vars get ${name} zerotier-network-${network}/network-id\` prints. Give its member id to the fleet, as \`zerotierMemberId\` of its machine or in \`allowedIds\` of the network, and update ${name}. Until the fleet manages that computer, write ${name}.${fleet.domain} to its \`/etc/hosts\`, with the address that \`clan vars get ${name} zerotier-ip-${name}-${network}/ip\` prints.`,
  ];
}
