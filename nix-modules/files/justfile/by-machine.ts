import type { Machine } from "../../../constructs";
import type { Parameter } from "../../justfile";

/** The parameter `host`: the name of one of the machines. */
export function hostOf(machines: readonly Machine[]): Parameter {
  return { name: "host", oneOf: namesOf(machines) };
}

/** Shell that does for `$host` what its machine needs. What all need alike stands once, without `case`. */
export function byMachine(
  machines: readonly Machine[],
  linesFor: (machine: Machine) => readonly string[],
): readonly string[] {
  const alike = new Map<string, Machine[]>();
  for (const machine of machines) {
    const lines = linesFor(machine).join("\n");
    alike.set(lines, [...(alike.get(lines) ?? []), machine]);
  }
  const groups = [...alike].map(([lines, members]) => ({ lines: lines.split("\n"), members }));
  if (groups.length === 1) return groups.flatMap(({ lines }) => lines);
  const branches = groups.flatMap(({ lines, members }) => [
    `${anyOf(members)})`,
    ...lines.map((line) => `    ${line}`),
    "    ;;",
  ]);
  return ["case $host in", ...branches, "esac"];
}

/** A pattern of `case` that the names of the machines match. */
export function anyOf(machines: readonly Machine[]): string {
  return namesOf(machines).join(" | ");
}

function namesOf(machines: readonly Machine[]): readonly string[] {
  return machines.map(({ name }) => name).sort();
}
