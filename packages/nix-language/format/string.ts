import type { DocumentBuilder, Fragment } from "../layout/builder";
import { textWidth } from "../layout/document";
import { Spacing } from "../layout/spacing";
import type { Str, StringLine, Syntax } from "../syntax/syntax";
import { formatExpression } from "./expression";
import { formatBetweenParentheses, formatTerm } from "./term";
import { isAbsorbableTerm, isSimple } from "./traits";

/** Columns up to which an interpolation is never broken, however long its line gets. */
const SHORT_INTERPOLATION = 30;

export function formatString(builder: DocumentBuilder, string: Str): void {
  builder.group("normal", () => {
    if (string.indented) {
      builder.text("''");
      if (string.lines.length > 1) builder.space(Spacing.BREAK);
      builder.nest(() => {
        string.lines.forEach((line, index) => {
          if (index > 0) builder.space(Spacing.STRING_LINE);
          formatLine(builder, line);
        });
      });
      builder.text("''");
    } else {
      builder.text('"');
      for (const line of string.lines) formatLine(builder, line);
      builder.text('"');
    }
  });
}

/** Writes `${…}`. */
export function formatInterpolation(builder: DocumentBuilder, value: Syntax): void {
  if (isAbsorbableTerm(value)) {
    builder.group("normal", () => {
      builder.text("${");
      formatTerm(builder, value);
      builder.text("}");
    });
    return;
  }
  const content = builder.fragment(() => formatExpression(builder, value));
  const isFlat = Number.isFinite(content.width);
  if (isSimple(value)) {
    // Part of the text around it, not a group: nixfmt never breaks it.
    builder.text("${");
    if (isFlat) builder.appendFlat(content);
    else builder.append(content);
    builder.text("}");
    return;
  }
  builder.group("normal", () => {
    builder.text("${");
    if (isFlat && content.width <= SHORT_INTERPOLATION) builder.appendFlat(content);
    else builder.nest(() => appendOnOwnLines(builder, content));
    builder.text("}");
  });
}

function appendOnOwnLines(builder: DocumentBuilder, content: Fragment): void {
  builder.space(Spacing.BREAK);
  builder.group("normal", () => builder.append(content));
  builder.space(Spacing.BREAK);
}

function formatLine(builder: DocumentBuilder, line: StringLine): void {
  const [first, second, ...others] = line;
  if (first === undefined) return;
  if (typeof first !== "string" && second === undefined) {
    formatLoneInterpolation(builder, first);
  } else if (typeof first !== "string") {
    for (const part of line) formatPart(builder, part);
  } else {
    builder.text(first);
    builder.offset(leadingSpace(first), () => {
      const isLone = leadingSpace(first) === textWidth(first) && others.length === 0;
      if (isLone && second !== undefined && typeof second !== "string") {
        formatLoneInterpolation(builder, second);
      } else {
        for (const part of line.slice(1)) formatPart(builder, part);
      }
    });
  }
}

function formatPart(builder: DocumentBuilder, part: string | Syntax): void {
  if (typeof part === "string") builder.text(part);
  else formatInterpolation(builder, part);
}

/** Writes an interpolation that has its line for itself. */
function formatLoneInterpolation(builder: DocumentBuilder, value: Syntax): void {
  builder.group("normal", () => {
    builder.text("${");
    builder.nest(() => formatBetweenParentheses(builder, value));
    builder.text("}");
  });
}

function leadingSpace(text: string): number {
  return textWidth(/^\p{White_Space}*/u.exec(text)?.[0] ?? "");
}
