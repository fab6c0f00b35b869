import { readFileSync } from "node:fs";

/** `a.b = …` and `a.b =`, but not a line of a script. */
const DOTTED = /^( *)([A-Za-z_][\w'-]*)\.[^ ]+ =( |$)/;
/** `a = x.a;` and `a = a;` */
const TO_INHERIT = /^ *([A-Za-z_][\w'-]*) = (?:[\w'.-]+\.)?\1;$/;

/**
 * The warnings of statix for files in nixfmt's format: a name that starts three paths in one set (lint
 * `repeated_keys`), and assignments that can be inherited (`manual_inherit`, `manual_inherit_from`).
 */
export function statixComplaints(files: readonly string[]): readonly string[] {
  return files.flatMap((file) => {
    const lines = readFileSync(file, "utf8").split("\n");
    return [...repeatedKeys(lines), ...lines.filter((line) => TO_INHERIT.test(line))].map(
      (complaint) => `${file}: ${complaint.trim()}`,
    );
  });
}

function repeatedKeys(lines: readonly string[]): readonly string[] {
  const complaints: string[] = [];
  // The attributes of a set have the same indentation, and the set ends with a line that is indented less.
  const counts = new Map<number, Map<string, number>>();
  for (const line of lines.filter((text) => text.trim() !== "")) {
    const indentation = line.search(/\S/);
    for (const other of [...counts.keys()]) if (other > indentation) counts.delete(other);
    const [, , name] = DOTTED.exec(line) ?? [];
    if (name === undefined) continue;
    const names = counts.get(indentation) ?? new Map<string, number>();
    const count = (names.get(name) ?? 0) + 1;
    counts.set(indentation, names.set(name, count));
    if (count === 3) complaints.push(`${name} starts three paths`);
  }
  return complaints;
}
