import {
  type AttributeChange,
  type FleetChanges,
  type MachineChange,
  type ResourceChange,
  type ServiceChange,
  type StackChange,
  serviceChanges,
} from "../../changes";
import { formatValue } from "../../constructs/diagnostics/format";
import type { FileDiff } from "./files";
import { colourOf, type DiffStyle, SIGNS } from "./style";

const LONGEST_VALUE = 80;

/** The changes as text: steps before the next apply, stacks, machines, services, then files. */
export function diffText(
  changes: FleetChanges,
  files: readonly FileDiff[],
  steps: readonly string[],
  style: DiffStyle,
): string {
  const sections = [
    ...(steps.length === 0 ? [] : [`${steps.join("\n")}\n`]),
    ...changes.stacks.flatMap((stack) => stackText(stack, style)),
    section(
      "machines",
      changes.machines.map((machine) => machineText(machine, style)),
      style,
    ),
    section(
      "services",
      serviceChanges(changes.before, changes.after).flatMap((one) => serviceText(one, style)),
      style,
    ),
    ...files.map((file) => fileText(file, style)),
  ];
  return sections.filter((text) => text !== "").join("\n");
}

function section(title: string, lines: readonly string[], { strong }: DiffStyle): string {
  return lines.length === 0 ? "" : `${strong(title)}\n${lines.join("\n")}\n`;
}

function stackText(change: StackChange, style: DiffStyle): readonly string[] {
  const { stack, movedFrom, resources, against, isGone } = change;
  const lines = resources.map((resource) => resourceText(resource, style));
  const title = [
    `stack ${stack}`,
    ...(movedFrom === undefined ? [] : [`, formerly ${movedFrom}`]),
    ...(isGone ? [", removed: its resources still exist, but nothing manages them any more"] : []),
    ` (compared with the ${against === "state" ? "state" : "last synth"})`,
  ].join("");
  return [section(title, lines, style)];
}

function resourceText(change: ResourceChange, style: DiffStyle): string {
  const { address, action, movedFrom, attributes, replacedBecauseOf, isTypeKnown } = change;
  const colour = colourOf(style, action);
  const notes = [
    ...(movedFrom === undefined ? [] : [`moved from ${movedFrom}`]),
    ...replacedBecauseOf.map((reason) =>
      reason === "tainted" ? "replaced because it is tainted" : `replaced because of ${reason}`,
    ),
    ...(change.loses === undefined ? [] : [`loses ${change.loses}`]),
    ...(change.isProtected && action !== "abandon" ? ["protected: the apply will fail"] : []),
    ...(change.runsProvisioner ? ["its provisioner runs"] : []),
    ...(action === "update" && !isTypeKnown ? ["the provider may replace it"] : []),
  ];
  return [
    `  ${colour(SIGNS[action].padStart(3))} ${address}: ${action}`,
    ...attributes.map((attribute) => `        ${attributeText(attribute)}`),
    ...notes.map((note) => style.dim(`        ${note}`)),
  ].join("\n");
}

function attributeText({ name, before, after, isUnknown, replaces, effect }: AttributeChange) {
  const now = isUnknown ? "(known after apply)" : short(after);
  const notes = [
    ...(replaces ? ["forces replacement"] : []),
    ...(effect === undefined ? [] : [effect]),
  ];
  return `${name}: ${short(before)} -> ${now}${notes.map((note) => `  # ${note}`).join("")}`;
}

function short(value: unknown): string {
  if (value === undefined) return "(not set)";
  const text = formatValue(value);
  return text.length > LONGEST_VALUE ? `${text.slice(0, LONGEST_VALUE)}…` : text;
}

function machineText({ machine, change, formerName, parts }: MachineChange, style: DiffStyle) {
  const [sign, colour] = {
    add: ["+", style.added] as const,
    remove: ["-", style.removed] as const,
    rename: [">", style.changed] as const,
    update: ["~", style.changed] as const,
  }[change];
  return [
    `  ${colour(sign)} ${machine}${formerName === undefined ? "" : `, formerly ${formerName}`}`,
    ...parts.map(({ part, before, after }) => `      ${part}: ${short(before)} -> ${short(after)}`),
  ].join("\n");
}

function serviceText({ instance, added, removed }: ServiceChange, style: DiffStyle) {
  return [
    ...added.map((member) => `  ${style.added("+")} ${instance}: ${member}`),
    ...removed.map((member) => `  ${style.removed("-")} ${instance}: ${member}`),
  ];
}

function fileText(
  { machines, diff }: FileDiff,
  { added, removed, dim, strong }: DiffStyle,
): string {
  const lines = diff.trimEnd().split("\n");
  const coloured = lines.map((line) => {
    if (/^(---|\+\+\+) /.test(line)) return strong(line);
    if (line.startsWith("@@")) return dim(line);
    if (line.startsWith("+")) return added(line);
    return line.startsWith("-") ? removed(line) : line;
  });
  const reach =
    machines === undefined ? [] : [dim(`# affects ${machines.join(", ") || "no machine"}`)];
  return `${[...reach, ...coloured].join("\n")}\n`;
}
