import {
  AttestedGate,
  CalendarGate,
  DarwinMachine,
  type Gate,
  type Machine,
  MeasuredGate,
  NixosMachine,
  type Phase,
} from "../../constructs";
import type { Commands } from "./deployments";
import { howKnown } from "./gates";
import { code, inline, list, paragraphs, sentence, steps, table } from "./markdown";

const FLEET = "npx fleet migration";

/** `docs/runbooks/<phase>.md`: what to do in a phase, when it is done, and how to go back. */
export function runbookDocument(phase: Phase, commands: Commands): string {
  return paragraphs(
    `# ${phase.title}`,
    introduction(phase),
    "Run `just` in the folder of this repository, and `npx fleet` in the folder of the fleet's entry.",
    phase.override &&
      `**Its gates are overridden: ${sentence(phase.override.because)} Each plan warns of it.**`,
    "## Before",
    ...before(phase),
    "## Steps",
    steps(stepsOf(phase, commands)),
    "## Acceptance",
    "The phase is done when all of this holds:",
    checklist(
      phase.gates.filter((gate) => gate.of === "acceptance"),
      phase.machines.map(({ name }) => `${name} is deployed (recorded by its deployment)`),
    ),
    "## If something breaks",
    ...rollback(phase, commands),
  );
}

/** Path of a runbook below the output folder. */
export function runbookPath({ node }: Phase): string {
  return `docs/runbooks/${node.id}.md`;
}

function introduction({ machines, after }: Phase): string {
  const what = machines.map(({ name, description }) =>
    description === undefined ? name : `${name}, ${description}`,
  );
  const whose = what.length === 0 ? "It deploys no machine." : `It deploys ${what.join("; ")}.`;
  const earlier = after.map((phase) => `[${phase.title}](${phase.node.id}.md)`);
  return earlier.length === 0 ? whose : `${whose} It comes after ${earlier.join(", ")}.`;
}

function before(phase: Phase): readonly string[] {
  const readiness = phase.gates.filter((gate) => gate.of === "readiness");
  const earlier = phase.after.map(
    ({ title, node }) => `${title} is done ([acceptance](${node.id}.md#acceptance))`,
  );
  const list = checklist(readiness, earlier);
  return [
    list === "" ? "Nothing has to hold before." : "All of this has to hold:",
    list,
    ...timing(phase),
  ];
}

/** When to do it. */
function timing(phase: Phase): readonly string[] {
  const [machine] = phase.machines;
  if (machine === undefined) return [];
  const busy = phase.gates
    .filter((gate): gate is CalendarGate => gate instanceof CalendarGate)
    .flatMap((gate) => gate.busy);
  const advice = DarwinMachine.isDarwinMachine(machine)
    ? `Choose a day on which nobody needs ${machine.name}, with the next day free as well: not before a deadline, a journey or a release. Keep a second computer at hand.`
    : `Choose a time when you can watch ${machine.name} for some hours. Nothing should depend on it yet.`;
  return [
    advice,
    ...(busy.length === 0
      ? []
      : [
          table(
            ["not from", "to", "because"],
            busy.map(({ from, to = from, because }) => [from, to, because]),
          ),
        ]),
  ];
}

function checklist(gates: readonly Gate[], others: readonly string[] = []): string {
  const items = gates.map((gate) => `${gate.criterion}: ${inline(gate.name)}, ${howKnown(gate)}`);
  return list([...others, ...items].map((item) => `[ ] ${item}`));
}

function stepsOf(phase: Phase, commands: Commands): readonly string[] {
  const readiness = phase.gates.filter((gate) => gate.of === "readiness");
  const acceptance = phase.gates.filter((gate) => gate.of === "acceptance");
  return [
    ...phase.steps.map(({ what, command }) => (command === undefined ? what : step(what, command))),
    ...attestations(readiness, "Attest what you have made sure of:"),
    ...measurements(phase, readiness, "Measure what has to hold before:"),
    ...phase.machines.flatMap((machine) => deployment(machine, commands)),
    ...measurements(phase, acceptance, "Measure what a command can tell:"),
    ...attestations(acceptance, "Look at the rest yourself, and attest it:"),
    step("See what is left, and when the next phase can begin:", `${FLEET} status`),
  ];
}

function step(text: string, ...lines: readonly string[]): string {
  return `${text}\n\n${code("sh", lines.join("\n"))}`;
}

/** A step if it has commands. */
function stepIf(text: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [step(text, ...lines)];
}

function measurements(phase: Phase, gates: readonly Gate[], text: string): readonly string[] {
  const measured = gates.filter((gate): gate is MeasuredGate => gate instanceof MeasuredGate);
  if (measured.length === 0) return [];
  const names = new Set(
    measured.flatMap(({ machines }) =>
      machines.length === 0 ? [phase.node.id] : machines.map(({ name }) => name),
    ),
  );
  // A run measures all gates of a machine; before its deployment only some of them can succeed.
  const isSome =
    measured.length < phase.gates.filter((gate) => gate instanceof MeasuredGate).length;
  const only =
    isSome && measured[0]?.of === "readiness"
      ? measured.map(({ name }) => ` --gate ${name}`)
      : [""];
  return [
    step(
      text,
      ...[...names].flatMap((name) => only.map((gate) => `${FLEET} verify ${name}${gate}`)),
    ),
  ];
}

function attestations(gates: readonly Gate[], text: string): readonly string[] {
  const attested = gates.filter((gate) => gate instanceof AttestedGate);
  return stepIf(
    text,
    attested.map(({ name }) => `${FLEET} attest ${name} --evidence PATH`),
  );
}

/** The steps from a machine as it was to one that runs the configuration of this repository. */
function deployment(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  const stack = commands.stackOf(machine);
  const [plan, apply] =
    stack === undefined
      ? [[], commands.just("activate-darwin", name)]
      : [commands.just("terraform-plan", stack), commands.just("terraform-apply", stack)];
  const isNixos = NixosMachine.isNixosMachine(machine);
  return [
    step(`See whether ${name} may be deployed, and what is missing:`, `${FLEET} explain ${name}`),
    ...stepIf("Evaluate everything, and build it:", [
      ...commands.just("check"),
      ...commands.just("build", name),
    ]),
    ...stepIf(
      `Generate the vars of ${name}, and commit what that writes:`,
      commands.just("vars", name),
    ),
    ...stepIf(
      isNixos
        ? "Look at the plan. It refuses while a gate is shut, and names the gate:"
        : `On ${name}, look at the plan. It refuses while a gate is shut, and names the gate:`,
      plan,
    ),
    ...stepIf(
      isNixos
        ? `Deploy ${name}. The installation erases its disk:`
        : `On ${name}, deploy it. Do not restart it yet: try what you need most in the session that is open.`,
      apply,
    ),
    ...stepIf(
      "Unlock its disk, now and after each restart:",
      isNixos ? commands.just("unlock", name) : [],
    ),
  ];
}

function rollback(phase: Phase, commands: Commands): readonly string[] {
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
          `${FLEET} record incident --machine ${name} --note TEXT`,
          `${FLEET} record resolved --incident ID`,
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
    code("sh", `${FLEET} record rolled-back --machine ${name}`),
  ];
}

function rollbackOfServer(machine: Machine, commands: Commands): readonly string[] {
  const { name } = machine;
  return [
    `To go back to what ${name} ran before its last update:`,
    code("sh", commands.just("rollback", name).join("\n")),
    `To go further back, revert the commit, run \`npx fleet synth\`, and update it:`,
    code("sh", commands.just("activate-nixos", name).join("\n")),
    `If it does not start any more: the console of its host shows why, and boots an older generation from the boot menu. A server holds nothing that the repository does not describe but its data: with a backup of that it can be installed anew, which erases its disk. Record it when it no longer runs this configuration:`,
    code("sh", `${FLEET} record rolled-back --machine ${name}`),
  ];
}
