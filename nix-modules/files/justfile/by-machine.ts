import type { Parameter } from "../../justfile";

/** A machine, or what a recipe has to know of one. */
interface Named {
  readonly name: string;
}

/** The parameter `host`: the name of one of the machines. */
export function hostOf(machines: readonly Named[]): Parameter {
  return { name: "host", oneOf: namesOf(machines) };
}

/** Shell that does for `$host` what its machine needs. What all need alike stands once, without `case`. */
export function byMachine<M extends Named>(
  machines: readonly M[],
  shellFor: (machine: M) => string,
): string {
  const alike = new Map<string, M[]>();
  for (const machine of machines) {
    const shell = shellFor(machine);
    const group = alike.get(shell);
    if (group === undefined) alike.set(shell, [machine]);
    else group.push(machine);
  }
  const groups = [...alike];
  if (groups.length === 1) return groups.map(([shell]) => shell).join();
  const branches = groups.map(
    ([shell, members]) => `${anyOf(members)})\n${indented(shell)}\n    ;;`,
  );
  return ["case $host in", ...branches, "esac"].join("\n");
}

/** A pattern of `case` that the names of the machines match. */
function anyOf(machines: readonly Named[]): string {
  return namesOf(machines).join(" | ");
}

function indented(shell: string): string {
  return shell.replace(/^/gm, "    ");
}

function namesOf(machines: readonly Named[]): readonly string[] {
  return machines.map(({ name }) => name).sort();
}
