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

/** The steps of a phase, from the preparation to the check of the next phase. */
export function stepsOf(phase: Phase, commands: Commands): readonly string[] {
  const readiness = phase.gates.filter((gate) => gate.of === "readiness");
  const acceptance = phase.gates.filter((gate) => gate.of === "acceptance");
  return [
    ...phase.machines.flatMap((machine) => baseline(phase, machine)),
    ...phase.steps.map(({ what, command }) => (command === undefined ? what : step(what, command))),
    ...phase.machines.flatMap((machine) => preparation(machine, commands)),
    ...attestations(readiness, "Check these yourself, and attest them:"),
    ...measurements(phase, readiness, "Measure the readiness gates:"),
    ...phase.machines.flatMap((machine) => deployment(machine, commands)),
    ...phase.machines.flatMap((machine) => comparison(phase, machine)),
    ...measurements(phase, acceptance, "Measure the acceptance gates:"),
    ...attestations(acceptance, "Check the rest yourself, and attest it:"),
    step(
      "Update the documents and the gates from the ledger, and commit everything:",
      "npx fleet synth",
    ),
    step(
      isLast(phase)
        ? "Check what remains, and compare the migration with its goals:"
        : "Check what remains and when the next phase can begin, and compare the migration with its goals:",
      `${MIGRATION} status`,
      `${MIGRATION} report`,
    ),
  ];
}

function measurements(phase: Phase, gates: readonly Gate[], text: string): readonly string[] {
  const measured = gates.filter((gate): gate is MeasuredGate => gate instanceof MeasuredGate);
  // `verify` without `--gate` measures all gates of a machine; before its deployment only some of them can pass.
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

/** The step that saves the baseline of a machine. */
function baseline({ gates }: Phase, machine: Machine): readonly string[] {
  const { name } = machine;
  const of = gates.filter(
    (gate): gate is NoRegression | BuildTime =>
      (gate instanceof NoRegression || gate instanceof BuildTime) &&
      gate.machines.includes(machine),
  );
  if (of.length === 0) return [];
  const command = `${MIGRATION} baseline ${name}`;
  const remote = `If ssh to ${name} does not work yet, run on it the script that \`${command} --commands\` prints, and pass its output with \`--from FILE\`.`;
  return of.some((gate) => gate instanceof BuildTime)
    ? [
        step(
          `Before you change ${name}, save its state and measure the build time of its configuration. COMMAND builds the current configuration, such as \`nix build --no-link --option eval-cache false ~/old#darwinConfigurations.${name}.system\`. ${remote} Commit the new files:`,
          `${command} --build-command COMMAND`,
        ),
      ]
    : [step(`Before you change ${name}, save its state. ${remote} Commit the new files:`, command)];
}

/** The step that compares a machine with its baseline. */
function comparison({ gates }: Phase, machine: Machine): readonly string[] {
  const isCompared = gates.some(
    (gate) => gate instanceof NoRegression && gate.machines.includes(machine),
  );
  if (!isCompared) return [];
  return [
    step(
      `Compare ${machine.name} with its baseline. For each difference, restore the missing item, or allow it with a reason in \`allowed\` of the gate:`,
      `${MIGRATION} compare ${machine.name}`,
    ),
  ];
}
