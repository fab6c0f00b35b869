import { DocumentBuilder, type Fragment } from "../layout/builder";
import { Spacing, textWidth } from "../layout/document";
import type {
  AttributeSet,
  Binding,
  Entry,
  Inherit,
  List,
  ListItem,
  Name,
  Paragraph,
  Parenthesized,
  Selection,
  Str,
  StringLine,
  Syntax,
  Term,
} from "../syntax/syntax";
import { hasLineBreaks } from "./lines";
import { isAbsorbableTerm, isBareName, isSimple } from "./traits";

/** Writes terms, the expressions in them, and so on recursively. */
export abstract class Writer extends DocumentBuilder {
  /** Writes an expression in a place that does not affect its layout. */
  abstract expression(syntax: Syntax): void;

  /** Writes the value of an attribute, after its `=`. */
  abstract assigned(value: Syntax): void;

  /** Writes paragraphs between line breaks. */
  abstract paragraphs(paragraphs: readonly Paragraph[]): void;

  /** Writes the content of parentheses, or of an interpolation with a line of its own. */
  abstract enclosed(value: Syntax): void;
}

/** Maximum lengths of a path and of `inherit`ed names that do not cause a line break. */
const SHORT_PATH = 4;
const FEW_NAMES = 3;

/**
 * Writes an attribute set into the enclosing group.
 *
 * @param braces spacing inside the braces: `HARD_LINE` to always break the set
 */
export function formatSet(writer: Writer, set: AttributeSet, braces: Spacing): void {
  if (set.paragraphs.length === 0) {
    const inner = writer.isBelowHeader ? Spacing.LINE : Spacing.HARD_SPACE;
    writer.text("{").space(inner).text("}");
    return;
  }
  if (braces === Spacing.HARD_LINE || hasLineBreaks(set)) {
    writer.brackets("{}", set, Spacing.HARD_LINE, () => writer.paragraphs(set.paragraphs));
  } else {
    writer.brackets("{}", set, braces, () => formatParagraphs(writer, set.paragraphs));
  }
}

/** Writes attributes, one per line, with an empty line between paragraphs. */
export function formatParagraphs(writer: Writer, paragraphs: readonly Paragraph[]): void {
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) writer.space(Spacing.EMPTY_LINE);
    paragraph.forEach((entry, position) => {
      if (position > 0) writer.space(Spacing.HARD_LINE);
      formatEntry(writer, entry);
    });
  });
}

export function formatEntry(writer: Writer, entry: Entry): void {
  if (entry.type === "binding") formatBinding(writer, entry);
  else formatInherit(writer, entry);
}

function formatBinding(writer: Writer, { comment, path, value }: Binding): void {
  formatComment(writer, comment);
  writer.group("normal", () => {
    path.forEach((name, index) => {
      if (index > 0) writer.text(".");
      formatName(writer, name);
    });
    writer.nest(() => {
      writer.space(Spacing.HARD_SPACE).text("=");
      if (path.length <= SHORT_PATH && path.every(isBareName)) {
        writer.assigned(value);
      } else {
        writer.space(Spacing.BREAK);
        writer.group("priority", () => writer.assigned(value));
      }
    });
    writer.text(";");
  });
}

function formatInherit(writer: Writer, { from, names }: Inherit): void {
  const isLong = names.length > FEW_NAMES;
  const separator = isLong ? Spacing.HARD_LINE : Spacing.LINE;
  writer.group("normal", () => {
    writer.text("inherit");
    writer.nest(() => {
      if (from !== undefined) {
        writer.group("normal", () => {
          writer.space(Spacing.LINE);
          formatTerm(writer, { type: "parenthesized", value: from });
        });
      }
      for (const name of names) {
        writer.space(separator);
        formatName(writer, name);
      }
      writer.space(isLong ? Spacing.HARD_LINE : Spacing.BREAK).text(";");
    });
  });
}

/** Maximum width of an interpolation that is never broken, however long its line is. */
const SHORT_INTERPOLATION = 30;

export function formatString(writer: Writer, string: Str): void {
  writer.group("normal", () => {
    if (string.indented) {
      writer.text("''");
      if (string.lines.length > 1) writer.space(Spacing.BREAK);
      writer.nest(() => {
        string.lines.forEach((line, index) => {
          if (index > 0) writer.space(Spacing.STRING_LINE);
          formatLine(writer, line);
        });
      });
      writer.text("''");
    } else {
      writer.text('"');
      for (const line of string.lines) formatLine(writer, line);
      writer.text('"');
    }
  });
}

/** Writes `${…}`. */
export function formatInterpolation(writer: Writer, value: Syntax): void {
  if (isAbsorbableTerm(value)) {
    writer.group("normal", () => {
      writer.text("${");
      formatTerm(writer, value);
      writer.text("}");
    });
    return;
  }
  if (isSimple(value)) {
    // Not a group but a part of the text, because nixfmt never breaks it.
    const content = writer.fragment(() => writer.expression(value));
    writer.text("${");
    if (Number.isFinite(content.width)) writer.appendFlat(content);
    else writer.append(content);
    writer.text("}");
    return;
  }
  writer.group("normal", () => {
    writer.text("${");
    writer.nest(() => {
      const content = writer.fragment(() => writer.expression(value));
      if (content.width > SHORT_INTERPOLATION) appendOnOwnLines(writer, content);
      else writer.appendFlat(content);
    });
    writer.text("}");
  });
}

function appendOnOwnLines(writer: Writer, content: Fragment): void {
  writer.space(Spacing.BREAK);
  writer.group("normal", () => writer.append(content));
  writer.space(Spacing.BREAK);
}

function formatLine(writer: Writer, line: StringLine): void {
  const [first, second, ...others] = line;
  if (first === undefined) return;
  if (typeof first !== "string" && second === undefined) {
    formatLoneInterpolation(writer, first);
  } else if (typeof first !== "string") {
    for (const part of line) formatPart(writer, part);
  } else {
    writer.text(first);
    writer.offset(leadingSpace(first), () => {
      const isLone = leadingSpace(first) === textWidth(first) && others.length === 0;
      if (isLone && second !== undefined && typeof second !== "string") {
        formatLoneInterpolation(writer, second);
      } else {
        for (const part of line.slice(1)) formatPart(writer, part);
      }
    });
  }
}

function formatPart(writer: Writer, part: string | Syntax): void {
  if (typeof part === "string") writer.text(part);
  else formatInterpolation(writer, part);
}

/** Writes an interpolation with a line of its own. */
function formatLoneInterpolation(writer: Writer, value: Syntax): void {
  writer.group("normal", () => {
    writer.text("${");
    writer.nest(() => writer.enclosed(value));
    writer.text("}");
  });
}

function leadingSpace(text: string): number {
  return textWidth(/^\p{White_Space}*/u.exec(text)?.[0] ?? "");
}

export function formatTerm(writer: Writer, term: Term): void {
  switch (term.type) {
    case "token":
      writer.text(term.text);
      break;
    case "string":
      formatString(writer, term);
      break;
    case "list":
      writer.group("normal", () => formatList(writer, term));
      break;
    case "set":
      formatSet(writer, term, Spacing.LINE);
      break;
    case "selection":
      formatSelection(writer, term);
      break;
    case "parenthesized":
      formatParenthesized(writer, term);
      break;
  }
}

/** Writes a list into the enclosing group, with `separator` between its items. */
export function formatList(
  writer: Writer,
  list: List,
  separator: Spacing = Spacing.HARD_LINE,
): void {
  if (list.items.length === 0) {
    writer.text("[ ]");
    return;
  }
  writer.brackets("[]", list, Spacing.LINE, () => {
    list.items.forEach((item, index) => {
      if (index > 0) writer.space(separator);
      formatItem(writer, item);
    });
  });
}

export function formatItem(writer: Writer, { comment, value }: ListItem): void {
  formatComment(writer, comment);
  writer.group("normal", () => formatTerm(writer, value));
}

/** Writes each line of a comment on its own line. */
export function formatComment(writer: Writer, lines: readonly string[]): void {
  for (const line of lines) {
    writer.space(Spacing.HARD_LINE).text(line).space(Spacing.HARD_LINE);
  }
}

function formatSelection(writer: Writer, selection: Selection): void {
  formatTerm(writer, selection.from);
  if (selection.from.type === "parenthesized") writer.space(Spacing.SOFT_BREAK);
  for (const name of selection.names) {
    writer.text(".");
    formatName(writer, name);
  }
  const { fallback } = selection;
  if (fallback === undefined) return;
  writer.space(Spacing.SOFT_LINE).nest(() => {
    writer.text("or").space(Spacing.HARD_SPACE);
    formatTerm(writer, fallback);
  });
}

function formatParenthesized(writer: Writer, { value }: Parenthesized): void {
  writer.group("normal", () => {
    writer.text("(");
    writer.nest(() => writer.enclosed(value));
    writer.text(")");
  });
}

export function formatName(writer: Writer, name: Name): void {
  if (name.type === "bare") writer.text(name.text);
  else if (name.type === "dynamic") formatInterpolation(writer, name.value);
  else formatString(writer, name);
}
