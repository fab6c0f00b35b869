import type { Diagnostic, Finding, SourceLocation } from "./finding";
import { printable } from "./printable";

/** Text styles for a terminal. */
export interface Style {
  error(text: string): string;
  warning(text: string): string;
  strong(text: string): string;
  dim(text: string): string;
}

const same = (text: string): string => text;

/** No mark-up. */
export const PLAIN: Style = { error: same, warning: same, strong: same, dim: same };

const LONGEST_VALUE = 400;
const LONGEST_LINE = 2000;

/** The diagnostics of a run for people, with a summary line. */
export function formatDiagnostics(diagnostics: readonly Diagnostic[], style = PLAIN): string {
  const errors = diagnostics.filter(({ severity }) => severity === "error").length;
  const blocks = diagnostics.map((diagnostic) => formatDiagnostic(diagnostic, style));
  if (errors > 0) {
    const count = counted(errors, "error");
    blocks.push(
      style.error(`error: the fleet has ${count}; nothing was written`) +
        style.dim("\n  run `fleet explain CODE` for details"),
    );
  }
  return blocks.join("\n\n");
}

/** One diagnostic in four or five lines. */
export function formatDiagnostic(diagnostic: Diagnostic, style = PLAIN): string {
  const { code, severity, path, source } = diagnostic;
  const place = source === undefined ? path : `${path} (${formatLocation(source)})`;
  const [headline = "", ...details] = formatFinding(diagnostic).split("\n");
  return [
    `${style[severity](`${severity}[${code}]`)}: ${style.strong(headline)}`,
    style.dim(`  at ${place}`),
    ...details,
  ].join("\n");
}

/** The parts of a finding on separate lines: summary with value, allowed, remedy. */
export function formatFinding({ summary, value, allowed, remedy }: Finding): string {
  return [
    value === undefined ? clipped(summary) : `${clipped(summary)}: ${formatValue(value)}`,
    `  allowed: ${clipped(allowed)}`,
    `  remedy: ${clipped(remedy)}`,
  ].join("\n");
}

/** `main.ts:12:3`, as editors and terminals link it. */
export function formatLocation({ file, line, column }: SourceLocation): string {
  return `${file}:${line}:${column}`;
}

/** A value as shortened JSON; the type of a value without a JSON equivalent. */
export function formatValue(value: unknown): string {
  return clipped(jsonOf(value), LONGEST_VALUE);
}

function clipped(text: string, longest = LONGEST_LINE): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function jsonOf(value: unknown): string {
  try {
    const plain = (_: string, inner: unknown) =>
      typeof inner === "object" ? inner : printable(inner);
    return JSON.stringify(value, plain) ?? String(printable(value));
  } catch {
    // It is cyclic, such as a construct, which has a reference to its parent.
    return String(printable(value));
  }
}

function counted(count: number, noun: string): string {
  return count === 1 ? `1 ${noun}` : `${count} ${noun}s`;
}
