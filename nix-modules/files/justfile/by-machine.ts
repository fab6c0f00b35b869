import type { Parameter } from "../../justfile";

/** A machine or a stack, or what a recipe has to know of one. */
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
  return byName("host", machines, shellFor);
}

/** Shell that does for the name in a variable what is needed for it; nothing where that is empty. */
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

/** A pattern of `case` that the names match. */
function anyOf(all: readonly Named[]): string {
  return namesOf(all).join(" | ");
}

function indented(shell: string): string {
  return shell.replace(/^/gm, "    ");
}

function namesOf(all: readonly Named[]): readonly string[] {
  return all.map(({ name }) => name).sort();
}
