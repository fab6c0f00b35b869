import { CalendarGate, DarwinMachine, type Gate, type Phase } from "../../constructs";
import type { Commands } from "./commands";
import { howKnown } from "./gates";
import { inline, list, paragraphs, sentence, steps, table } from "./markdown";
import { rollback } from "./runbook-rollback";
import { stepsOf } from "./runbook-steps";

/** `docs/runbooks/<phase>.md`: the steps of a phase, when it is done, and how to roll back. */
export function runbookDocument(phase: Phase, commands: Commands): string {
  return paragraphs(
    `# ${phase.title}`,
    introduction(phase),
    "Run `just` in the folder of this repository, and `npx fleet` in the folder of the fleet's entry file.",
    phase.override &&
      `**Its gates are overridden: ${sentence(phase.override.because)} Each plan prints a warning.**`,
    "## Before",
    ...before(phase),
    ...unguarded(phase, commands),
    "## Steps",
    steps(stepsOf(phase, commands)),
    "## Acceptance",
    ...acceptance(phase),
    "## If something breaks",
    ...rollback(phase, commands),
  );
}

function acceptance({ gates, machines }: Phase): readonly string[] {
  const list = checklist(
    gates.filter((gate) => gate.of === "acceptance"),
    machines.map(({ name }) => `${name} is deployed (recorded by its deployment)`),
  );
  return list === ""
    ? ["The phase has no criteria: it is done when the previous phases are done."]
    : ["The phase is done when all of this is true:", list];
}

/** Path of a runbook, relative to the output folder. */
export function runbookPath({ node }: Phase): string {
  return `docs/runbooks/${node.id}.md`;
}

function introduction({ machines, after }: Phase): string {
  const what = machines.map(({ name, description }) =>
    description === undefined ? name : `${name} (${description})`,
  );
  const deployed =
    what.length === 0
      ? "This phase does not deploy a machine."
      : `This phase deploys ${what.join(", ")}.`;
  const earlier = after.map((phase) => `[${phase.title}](${phase.node.id}.md)`);
  return earlier.length === 0 ? deployed : `${deployed} It comes after ${earlier.join(", ")}.`;
}

function before(phase: Phase): readonly string[] {
  const readiness = phase.gates.filter((gate) => gate.of === "readiness");
  const earlier = phase.after.map(
    ({ title, node }) => `[${title}](${node.id}.md#acceptance) is done`,
  );
  const list = checklist(readiness, earlier);
  return [
    list === "" ? "There are no conditions." : "All of this must be true:",
    list,
    ...timing(phase),
  ];
}

/** Terraform can only block deployments that it performs. */
function unguarded({ machines }: Phase, commands: Commands): readonly string[] {
  const names = machines
    .filter((one) => commands.stackOf(one) === undefined)
    .map(({ name }) => name);
  if (names.length === 0) return [];
  return [
    `No stack deploys ${names.join(", ")}, so Terraform does not enforce the gates of this phase: check them yourself.`,
  ];
}

/** Advice on the date. */
function timing(phase: Phase): readonly string[] {
  const [machine] = phase.machines;
  if (machine === undefined) return [];
  const busy = phase.gates
    .filter((gate): gate is CalendarGate => gate instanceof CalendarGate)
    .flatMap((gate) => gate.busy);
  const advice = DarwinMachine.isDarwinMachine(machine)
    ? `Choose a day on which nobody needs ${machine.name}, and keep the next day free too: not before a deadline, a journey or a release. Have a second computer ready.`
    : `Choose a time when you can watch ${machine.name} for some hours. Nothing should depend on it yet.`;
  return [
    advice,
    ...(busy.length === 0
      ? []
      : [
          table(
            ["busy from", "to", "reason"],
            busy.map(({ from, to = from, because }) => [from, to, because]),
          ),
        ]),
  ];
}

function checklist(gates: readonly Gate[], others: readonly string[] = []): string {
  const items = gates.map((gate) => `${gate.criterion}: ${inline(gate.name)}, ${howKnown(gate)}`);
  return list([...others, ...items].map((item) => `[ ] ${item}`));
}
