import {
  AttestedGate,
  BuildTime,
  type Gate,
  type Machine,
  MeasuredGate,
  NoRegression,
  type Phase,
} from "../../constructs";
import { type Commands, MIGRATION } from "./commands";
import { deployment, preparation } from "./runbook-deployment";
import { step, stepIf } from "./step";

/** What is done in a phase, from what comes before the deployment to the look at the next phase. */
export function stepsOf(phase: Phase, commands: Commands): readonly string[] {
  const readiness = phase.gates.filter((gate) => gate.of === "readiness");
  const acceptance = phase.gates.filter((gate) => gate.of === "acceptance");
  return [
    ...phase.machines.flatMap((machine) => baseline(phase, machine)),
    ...phase.steps.map(({ what, command }) => (command === undefined ? what : step(what, command))),
    ...phase.machines.flatMap((machine) => preparation(machine, commands)),
    ...attestations(readiness, "Attest what you have made sure of:"),
    ...measurements(phase, readiness, "Measure what has to hold before:"),
    ...phase.machines.flatMap((machine) => deployment(machine, commands)),
    ...phase.machines.flatMap((machine) => comparison(phase, machine)),
    ...measurements(phase, acceptance, "Measure what a command can tell:"),
    ...attestations(acceptance, "Look at the rest yourself, and attest it:"),
    step(
      "Write the documents and the gates as the ledger has them now, and commit all of it:",
      "npx fleet synth",
    ),
    step(
      isLast(phase)
        ? "See what is left, and how the migration compares with its goals:"
        : "See what is left, when the next phase can begin, and how the migration compares with its goals:",
      `${MIGRATION} status`,
      `${MIGRATION} report`,
    ),
  ];
}

function measurements(phase: Phase, gates: readonly Gate[], text: string): readonly string[] {
  const measured = gates.filter((gate): gate is MeasuredGate => gate instanceof MeasuredGate);
  // A run measures all gates of a machine; before its deployment only some of them can succeed.
  const isAll = measured.every(({ of }) => of === "acceptance");
  const lines = measured.flatMap(({ name, machines }) => {
    const names = machines.length === 0 ? [phase.node.id] : machines.map((one) => one.name);
    return names.map((one) => `${MIGRATION} verify ${one}${isAll ? "" : ` --gate ${name}`}`);
  });
  return stepIf(text, [...new Set(lines)]);
}

function attestations(gates: readonly Gate[], text: string): readonly string[] {
  const attested = gates.filter((gate) => gate instanceof AttestedGate);
  return stepIf(
    text,
    attested.map(({ name }) => `${MIGRATION} attest ${name} --evidence PATH`),
  );
}

function isLast(phase: Phase): boolean {
  return !phase.migration.phases.some(({ after }) => after.includes(phase));
}

/** What is saved of a machine before anything changes on it. */
function baseline({ gates }: Phase, machine: Machine): readonly string[] {
  const { name } = machine;
  const of = gates.filter(
    (gate): gate is NoRegression | BuildTime =>
      (gate instanceof NoRegression || gate instanceof BuildTime) &&
      gate.machines.includes(machine),
  );
  if (of.length === 0) return [];
  const command = `${MIGRATION} baseline ${name}`;
  const remote = `If ssh does not reach ${name} yet, run there what \`${command} --commands\` prints, and add \`--from FILE\` with its output.`;
  return of.some((gate) => gate instanceof BuildTime)
    ? [
        step(
          `Before anything changes on ${name}, save what it has, and time how long its configuration takes to build. COMMAND builds the one that it runs now, such as \`nix build --no-link --option eval-cache false ~/old#darwinConfigurations.${name}.system\`. ${remote} Commit what it writes:`,
          `${command} --build-command COMMAND`,
        ),
      ]
    : [
        step(
          `Before anything changes on ${name}, save what it has. ${remote} Commit what it writes:`,
          command,
        ),
      ];
}

/** A machine as it is now, against its baseline. */
function comparison({ gates }: Phase, machine: Machine): readonly string[] {
  const isCompared = gates.some(
    (gate) => gate instanceof NoRegression && gate.machines.includes(machine),
  );
  if (!isCompared) return [];
  return [
    step(
      `Compare ${machine.name} with its baseline. For each difference restore what is missing, or allow it with its reason in \`allowed\` of the gate:`,
      `${MIGRATION} compare ${machine.name}`,
    ),
  ];
}
