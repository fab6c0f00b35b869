/** Several remedies, of which one is to be chosen. */
export function ways(lines: readonly string[]): string {
  return `one of these\n${lines.map((line) => (line.startsWith("    ") ? `    ${line}` : `    - ${line}`)).join("\n")}`;
}
