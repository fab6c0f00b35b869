import {
  type Deviation,
  type Fleet,
  GoNoGo,
  type IntegrationPoint,
  type Phase,
} from "../../constructs";
import { inline, list, paragraphs, sentence, table } from "./markdown";

/** `docs/INTEGRATION-FINDINGS.md`: the integration points of the architecture, and the decisions. */
export function findingsDocument(fleet: Fleet, phases: readonly Phase[]): string {
  const decisions = fleet.node.findAll().filter(GoNoGo.isGoNoGo);
  const deviations = fleet.elementsOf<Deviation>("deviation");
  const overrides = phases.filter(({ override }) => override !== undefined);
  return paragraphs(
    "# Integration findings",
    "The findings at each integration point of the architecture, the decisions, and their reasons.",
    ...decisions.flatMap(decisionSection),
    "## Deviations from the requirements",
    deviations.length === 0
      ? "None."
      : "The configuration does not follow these requirements literally.",
    ...deviations.flatMap(deviationSection),
    ...(overrides.length === 0
      ? []
      : [
          "## Overridden gates",
          "The machines of these phases can be deployed although gates are closed.",
          list(overrides.map((phase) => `**${phase.title}**: ${sentence(becauseOf(phase))}`)),
        ]),
    ...acceptedSection(fleet),
  );
}

function becauseOf({ override }: Phase): string {
  return override?.because ?? "";
}

function decisionSection(decision: GoNoGo): readonly string[] {
  const { question, verdict, justification, criteria, points } = decision;
  const conflicts = points.filter(({ outcome }) => outcome === "conflict");
  return [
    `## Decision: ${verdict}`,
    question,
    justification,
    table(
      ["criterion", "met", "decided by"],
      criteria.map(({ text, holds, because }) => [
        text,
        holds ? "yes" : "no",
        because.length === 0 ? "all points" : because.join("; "),
      ]),
    ),
    "GO requires both criteria, CONDITIONAL GO only the first one. NO-GO means that the first one is not met.",
    "## Integration points",
    table(
      ["point", "outcome"],
      points.map(({ title, outcome }) => [title, outcome]),
    ),
    ...points.flatMap(pointSection),
    "## Conflicts",
    conflicts.length === 0
      ? "None."
      : list(conflicts.map(({ title, props }) => `**${title}**: ${reasonOf(props)}`)),
  ];
}

function reasonOf(props: IntegrationPoint["props"]): string {
  return props.outcome === "works" ? "" : sentence(props.rationale);
}

function pointSection({ title, props }: IntegrationPoint): readonly string[] {
  return [
    `### ${title}`,
    sentence(props.finding),
    ...(props.outcome === "compromise"
      ? [`Decision: ${sentence(props.decision)}`, `Reason: ${sentence(props.rationale)}`]
      : []),
    ...(props.outcome === "conflict" ? [`Conflict: ${sentence(props.rationale)}`] : []),
    `Evidence: ${inline(props.evidence)}`,
  ];
}

function deviationSection({
  name,
  requirement,
  decision,
  rationale,
}: Deviation): readonly string[] {
  return [
    `### ${name}`,
    `Required: ${sentence(requirement)}`,
    `Decision: ${sentence(decision)}`,
    `Reason: ${sentence(rationale)}`,
  ];
}

function acceptedSection({ acceptances }: Fleet): readonly string[] {
  if (acceptances.length === 0) return [];
  return [
    "## Accepted diagnostics",
    table(
      ["diagnostic", "at", "reason"],
      acceptances.map(({ code, path, because }) => [inline(code), path || "everywhere", because]),
    ),
  ];
}
