import { code } from "./markdown";

/** A step of a runbook: what is done, and the commands that do it. */
export function step(text: string, ...lines: readonly string[]): string {
  return `${text}\n\n${code("sh", lines.join("\n"))}`;
}

/** A step if it has commands. */
export function stepIf(text: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [step(text, ...lines)];
}
