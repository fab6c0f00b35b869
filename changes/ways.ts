/** The remedy text for alternative remedies. */
export function ways(lines: readonly string[]): string {
  return `one of these:\n${lines.map((line) => `    - ${line}`).join("\n")}`;
}
