import { type Fleet, type Phase, serviceMatrix } from "../../constructs";

/** A Mermaid flowchart: the phases in order, their machines, and the services that connect machines. */
export function diagram(fleet: Fleet, phases: readonly Phase[]): string {
  const ids = new Ids();
  const migrated = new Set(phases.flatMap(({ machines }) => machines));
  const machine = (name: string, indent: string): string =>
    `${indent}${ids.of("machine", name)}[${label(name)}]`;
  const groups = phases.flatMap((phase) => [
    `  subgraph ${ids.of("phase", phase.node.id)}[${label(phase.title)}]`,
    ...(phase.machines.length === 0
      ? [`    ${ids.of("no-machine", phase.node.id)}[${label("no machine")}]`]
      : phase.machines.map(({ name }) => machine(name, "    "))),
    "  end",
  ]);
  const others = fleet.machines
    .filter((one) => !migrated.has(one))
    .map(({ name }) => machine(name, "  "));
  const order = phases.flatMap((phase) =>
    phase.after.map(
      (earlier) => `  ${ids.of("phase", earlier.node.id)} ==> ${ids.of("phase", phase.node.id)}`,
    ),
  );
  const services = serviceMatrix(fleet).flatMap(({ service, cells }) => [
    `  ${ids.of("service", service)}([${label(service)}])`,
    ...cells
      .filter(({ by }) => by !== "none")
      .map(
        ({ machine: member, roles }) =>
          `  ${ids.of("service", service)} -- ${label([...roles].sort().join(", "))} --- ${ids.of("machine", member.name)}`,
      ),
  ]);
  return ["flowchart LR", ...groups, ...others, ...order, ...services].join("\n");
}

/** Numbers the nodes, because some names are keywords of Mermaid. */
class Ids {
  private readonly known = new Map<string, string>();

  of(kind: string, name: string): string {
    const key = `${kind} ${name}`;
    const id = this.known.get(key) ?? `n${this.known.size + 1}`;
    this.known.set(key, id);
    return id;
  }
}

/**
 * A quoted label. Mermaid interprets more than it documents: HTML, Markdown (`1.`, `-` and `>` at the start, `_`, links),
 * icons (`fa:fa-car`), formulas (`$$`) and line breaks (`\n`). So every character except letters, digits, spaces, commas
 * and dashes inside a word becomes an entity, `#` and its code point. Empty quotes are an error, so an empty label is a
 * space.
 *
 * Source: versions 10.9.3, 11.4.1, 11.12.0 and 11.17.2 render these labels unchanged, in nodes, groups and edges.
 */
function label(text: string): string {
  const line = text.replaceAll(/\s+/g, " ").trim();
  const escaped = line.replaceAll(
    /[^\p{L}\p{N} ,-]|(?<![\p{L}\p{N}])-|-(?![\p{L}\p{N}])/gu,
    (character) => `#${character.codePointAt(0)};`,
  );
  return `"${escaped || " "}"`;
}
