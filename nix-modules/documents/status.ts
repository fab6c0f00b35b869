import {
  BuildTime,
  type Condition,
  type Gate,
  type Ledger,
  type Migration,
  NoRegression,
  type Phase,
} from "../../constructs";
import { inline, list, paragraphs, sentence, table } from "./markdown";

/** `docs/MIGRATION-STATUS.md`: the status of each phase in the ledger. It does not depend on today's date. */
export function statusDocument({ phases, ledger }: Migration): string {
  return paragraphs(
    "# Status of the migration",
    "The status according to `migration/ledger.jsonl`, independent of the date; `npx fleet migration status` shows the current status. Times are UTC.",
    table(
      ["phase", "machines", "deployed", "permanently open gates"],
      phases.map((phase) => overviewOf(phase, ledger)),
    ),
    ...phases.flatMap((phase) => phaseSection(phase, ledger)),
  );
}

function overviewOf(phase: Phase, ledger: Ledger): readonly string[] {
  const open = phase.gates.filter((gate) => gate.conditions(ledger).length === 0).length;
  const deployed = phase.machines.flatMap(({ name }) => ledger.deployedAt(name) ?? []);
  return [
    phase.title,
    phase.machines.map(({ name }) => name).join(", ") || "none",
    phase.machines.length === 0
      ? "-"
      : deployed.length < phase.machines.length
        ? `${deployed.length} of ${phase.machines.length}`
        : `since ${day(deployed)}`,
    `${open} of ${phase.gates.length}`,
  ];
}

/** The day of the latest time. */
function day(times: readonly Date[]): string {
  const last =
    times
      .map((time) => time.toISOString())
      .sort()
      .at(-1) ?? "";
  return last.slice(0, 10);
}

function phaseSection(phase: Phase, ledger: Ledger): readonly string[] {
  const incidents = phase.machines.flatMap(({ name }) => ledger.openIncidents(name));
  return [
    `## ${phase.title}`,
    ...(phase.override === undefined
      ? []
      : [`**Its gates are overridden: ${sentence(phase.override.because)}**`]),
    ...(incidents.length === 0
      ? []
      : [
          "Open incidents:",
          list(
            incidents.map(
              ({ id, machine, at, note }) =>
                `${inline(id)} on ${machine}, ${time(at)}${note === undefined ? "" : `: ${note}`}`,
            ),
          ),
        ]),
    phase.gates.length === 0
      ? "It has no gates."
      : table(
          ["gate", "criterion", "required before", "state"],
          phase.gates.map((gate) => [
            inline(gate.name),
            gate.criterion,
            requiredBefore(gate),
            stateOf(gate, gate.conditions(ledger)),
          ]),
        ),
  ];
}

/** A baseline is required before the deployment, the comparison with it before the end of the phase. */
function requiredBefore(gate: Gate): string {
  if (gate.of === "readiness") return "deployment";
  const hasBaseline = gate instanceof NoRegression || gate instanceof BuildTime;
  return hasBaseline ? "end of the phase; the baseline: deployment" : "end of the phase";
}

function stateOf({ criterion }: Gate, conditions: readonly Condition[]): string {
  if (conditions.length === 0) return "open";
  // The criterion has its own column.
  return conditions
    .map((condition) => stateText(condition).replace(`: ${criterion}`, ""))
    .join("; ");
}

function stateText({ because, holds }: Condition): string {
  switch (holds.kind) {
    case "not-yet":
      return `closed: ${because}`;
    case "from":
      return `opens on ${time(holds.at)}: ${because}`;
    case "outside":
      return `closed when ${because}`;
  }
}

function time(date: Date): string {
  return date.toISOString().slice(0, 16).replace("T", " ");
}
