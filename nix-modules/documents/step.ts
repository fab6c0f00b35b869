import { code } from "./markdown";

/** A step of a runbook: an instruction and its commands. */
export function step(text: string, ...lines: readonly string[]): string {
  return `${text}\n\n${code("sh", lines.join("\n"))}`;
}

/** A step, or none if it has no commands. */
export function stepIf(text: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [step(text, ...lines)];
}
