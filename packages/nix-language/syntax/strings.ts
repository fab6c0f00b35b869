import { escapeIndented, escapeSimple, isIdentifier, wellFormed } from "../lexical/literals";
import type { Name, Str, StringLine, Syntax } from "./syntax";

/** A part of a string: text, or the expression of an interpolation. */
export type Part = string | Syntax;
type Line = readonly Part[];

/**
 * A string of text and interpolations: between `''` if that is easier to read and does not change the value
 * (Nix removes common indentation), else on one line between `"`.
 *
 * @throws NixValueError for text that a file cannot contain
 */
export function stringOf(parts: readonly Part[]): Str {
  const merged = mergeText(parts);
  // Most strings have nothing to gain.
  if (!merged.some(isEscapedOnOneLine)) return lineOf(merged);
  const lines = splitLines(merged);
  if (!readsWellIndented(lines)) return lineOf(merged);
  return {
    type: "string",
    indented: true,
    lines: lines.map((line, index) => indentedLine(line, index === lines.length - 1)),
  };
}

/** A string of text only. */
export function textOf(text: string): Str {
  // Most texts need no escapes.
  if (text === "" || /["\\\n\r\t]|\$\{/.test(text)) return stringOf([text]);
  return { type: "string", indented: false, lines: [[wellFormed(text)]] };
}

/** A string between `"`, on one line. */
function oneLineString(parts: readonly Part[]): Str {
  return lineOf(mergeText(parts));
}

/** An attribute name: bare where Nix allows it, else in quotes. */
export function nameOf(parts: readonly Part[]): Name {
  const text = parts.every((part) => typeof part === "string") ? parts.join("") : undefined;
  return text !== undefined && isIdentifier(text) ? { type: "bare", text } : oneLineString(parts);
}

/** A name as readable text; undefined if it is only known at evaluation. */
export function nameText(name: Name): string | undefined {
  if (name.type === "bare") return name.text;
  if (name.type === "dynamic") return undefined;
  const [line = []] = name.lines;
  return line.every((part) => typeof part === "string") ? `"${line.join("")}"` : undefined;
}

/** A path as readable text. */
export function pathText(path: readonly Name[]): string {
  return path.map((name) => nameText(name) ?? "…").join(".");
}

function lineOf(parts: readonly Part[]): Str {
  const line = parts.map((part, index) =>
    typeof part === "string" ? escapeSimple(part, index < parts.length - 1) : part,
  );
  return { type: "string", indented: false, lines: [line] };
}

/** The parts without empty texts, with adjacent texts merged. */
function mergeText(parts: readonly Part[]): readonly Part[] {
  const merged: Part[] = [];
  for (const part of parts) {
    const last = merged.at(-1);
    if (typeof part === "string" && typeof last === "string")
      merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(part);
  }
  return merged.map((part) => (typeof part === "string" ? wellFormed(part) : part));
}

function splitLines(parts: readonly Part[]): Part[][] {
  let line: Part[] = [];
  const lines = [line];
  for (const part of parts) {
    if (typeof part !== "string") {
      line.push(part);
      continue;
    }
    part.split("\n").forEach((text, index) => {
      if (index > 0) {
        line = [];
        lines.push(line);
      }
      if (text !== "") line.push(text);
    });
  }
  return lines;
}

function isEscapedOnOneLine(part: Part): boolean {
  return typeof part === "string" && /["\\\n]/.test(part);
}

/**
 * Whether `''` keeps the lines unchanged and is easier to read: it saves line breaks or escapes, at least one
 * line has no indentation, no line is blank, and no character except tabs should be visible as an escape.
 */
function readsWellIndented(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => line.length > 0);
  return (
    gainsFromIndentation(lines, filled) &&
    filled.some(([first]) => typeof first !== "string" || !first.startsWith(" ")) &&
    filled.every((line) => !isBlank(line) && line.every(isPlain))
  );
}

/** Whether there are several lines, or one line with many escapes between `"`. */
function gainsFromIndentation(
  lines: readonly Line[],
  [only = [], ...more]: readonly Line[],
): boolean {
  if (more.length > 0) return true;
  const escapes = lineText(only).match(/["\\]/g)?.length ?? 0;
  if (lines.length > 1) return lines.length === 2 && escapes > 0;
  return escapes > 1 && !/^'|''|\$\{|'$/.test(lineText(only));
}

function lineText(line: Line): string {
  return line.map((part) => (typeof part === "string" ? part : " ")).join("");
}

function isPlain(part: Part): boolean {
  return typeof part !== "string" || !/(?!\t)\p{Cc}/u.test(part);
}

function isBlank([first, ...others]: Line): boolean {
  return typeof first === "string" && others.length === 0 && /^\s*$/.test(first);
}

function indentedLine(line: Line, isLast: boolean): StringLine {
  return line.map((part, index) => {
    if (typeof part !== "string") return part;
    if (index < line.length - 1) return escapeIndented(part, "interpolation");
    return escapeIndented(part, isLast ? "end of string" : "end of line");
  });
}
