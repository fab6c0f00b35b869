import type { Parameter } from "../../justfile";

/** A machine or a stack, or the data of one that a recipe needs. */
interface Named {
  readonly name: string;
}

/** The parameter `host`: the name of one of the machines. */
export function hostOf(machines: readonly Named[]): Parameter {
  return { name: "host", oneOf: namesOf(machines) };
}

/** Shell code for `$host`, specific to its machine. If the code is the same for all machines, there is no `case`. */
export function byMachine<M extends Named>(
  machines: readonly M[],
  shellFor: (machine: M) => string,
): string {
  return byName("host", machines, shellFor);
}

/** Shell code for the name in a variable. Names with empty code have no branch. */
export function byName<N extends Named>(
  variable: string,
  all: readonly N[],
  shellFor: (one: N) => string,
): string {
  const alike = new Map<string, N[]>();
  for (const one of all) {
    const shell = shellFor(one);
    const group = alike.get(shell);
    if (group === undefined) alike.set(shell, [one]);
    else group.push(one);
  }
  const groups = [...alike];
  if (groups.length === 1) return groups.map(([shell]) => shell).join();
  const branches = groups
    .filter(([shell]) => shell !== "")
    .map(([shell, members]) => `${anyOf(members)})\n${indented(shell)}\n    ;;`);
  return [`case $${variable} in`, ...branches, "esac"].join("\n");
}

/** A `case` pattern that matches the names. */
function anyOf(all: readonly Named[]): string {
  return namesOf(all).join(" | ");
}

function indented(shell: string): string {
  return shell.replace(/^/gm, "    ");
}

function namesOf(all: readonly Named[]): readonly string[] {
  return all.map(({ name }) => name).sort();
}
