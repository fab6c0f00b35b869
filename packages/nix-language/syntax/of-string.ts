import { NixExpression } from "../expression";
import { escapeIndented, escapeSimple } from "../lexical/escape";
import { wellFormed } from "../lexical/text";
import { syntaxOf } from "./of-value";
import type { Str, StringLine } from "./syntax";

/** A piece of a string: text, or the expression of an interpolation. */
type Part = string | NixExpression;
type Line = readonly Part[];

/**
 * A string of text and interpolations: between `''` if that is better to read and all of it survives
 * there (Nix removes common indentation), else on one line between `"`.
 */
export function syntaxOfString(parts: readonly Part[]): Str {
  const lines = splitLines(mergeText(parts));
  if (!readsWellIndented(lines)) return syntaxOfLine(parts);
  return {
    type: "string",
    indented: true,
    lines: lines.map((line, index) => indentedLine(line, index === lines.length - 1)),
  };
}

/** A string between `"`, on one line. */
export function syntaxOfLine(parts: readonly Part[]): Str {
  const line = mergeText(parts).map((part, index, all) =>
    typeof part === "string" ? escapeSimple(part, all[index + 1] !== undefined) : syntaxOf(part),
  );
  return { type: "string", indented: false, lines: [line] };
}

/** The parts without empty text and strings within the string, and with adjacent text as one. */
function mergeText(parts: readonly Part[]): Part[] {
  const merged: Part[] = [];
  for (const part of parts.flatMap(partsOf)) {
    const last = merged.at(-1);
    if (typeof part !== "string") merged.push(part);
    else if (typeof last === "string") merged[merged.length - 1] = last + part;
    else if (part !== "") merged.push(wellFormed(part));
  }
  return merged;
}

function partsOf(part: Part): readonly Part[] {
  return part instanceof NixExpression && part.node.kind === "string"
    ? part.node.parts.flatMap(partsOf)
    : [part];
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

/**
 * Whether Nix reads the lines back as they are, and a person would write them so: there is something
 * to gain, one line has no indentation, none consists of blanks only, and no character but tabs is
 * better seen escaped.
 */
function readsWellIndented(lines: readonly Line[]): boolean {
  const filled = lines.filter((line) => line.length > 0);
  return (
    gainsFromIndentation(lines, filled) &&
    filled.some(([first]) => typeof first !== "string" || !first.startsWith(" ")) &&
    filled.every((line) => !isBlank(line) && line.every(isPlain))
  );
}

/** Whether there are several lines, or one that would be full of escapes between `"`. */
function gainsFromIndentation(
  lines: readonly Line[],
  [only = [], ...more]: readonly Line[],
): boolean {
  if (more.length > 0) return true;
  const escapes = textOf(only).match(/["\\]/g)?.length ?? 0;
  if (lines.length > 1) return lines.length === 2 && escapes > 0;
  return escapes > 1 && !/^'|''|\$\{|'$/.test(textOf(only));
}

function textOf(line: Line): string {
  return line.map((part) => (typeof part === "string" ? part : " ")).join("");
}

function isPlain(part: Part): boolean {
  return typeof part !== "string" || /^(\t|\P{Cc})*$/u.test(part);
}

function isBlank([first, ...others]: Line): boolean {
  return typeof first === "string" && others.length === 0 && /^\s*$/.test(first);
}

function indentedLine(line: Line, isLast: boolean): StringLine {
  return line.map((part, index) => {
    if (typeof part !== "string") return syntaxOf(part);
    if (index < line.length - 1) return escapeIndented(part, "interpolation");
    return escapeIndented(part, isLast ? "end of string" : "end of line");
  });
}
