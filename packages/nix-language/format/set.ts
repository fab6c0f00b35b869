import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { AttributeSet, Binding, Inherit, Paragraph } from "../syntax/syntax";
import { formatAssigned } from "./assigned";
import { formatName } from "./name";
import { formatComment, formatTerm } from "./term";
import { isBareName } from "./traits";

/** Path lengths and `inherit`ed names up to which a line is not broken for their sake. */
const SHORT_PATH = 4;
const FEW_NAMES = 3;

/**
 * Writes an attribute set into the group around it.
 *
 * @param braces spacing inside the braces: `HARD_LINE` to always break the set
 */
export function formatSet(builder: DocumentBuilder, set: AttributeSet, braces: Spacing): void {
  if (set.paragraphs.length === 0) {
    const inner = builder.isBelowHeader ? Spacing.LINE : Spacing.HARD_SPACE;
    builder.text("{").space(inner).text("}");
    return;
  }
  builder.brackets("{}", set, braces, () => formatParagraphs(builder, set.paragraphs));
}

/** Writes attributes, each on a line of its own, with an empty line between paragraphs. */
export function formatParagraphs(builder: DocumentBuilder, paragraphs: readonly Paragraph[]): void {
  paragraphs.forEach((paragraph, index) => {
    if (index > 0) builder.space(Spacing.EMPTY_LINE);
    paragraph.forEach((entry, position) => {
      if (position > 0) builder.space(Spacing.HARD_LINE);
      if (entry.type === "binding") formatBinding(builder, entry);
      else formatInherit(builder, entry);
    });
  });
}

function formatBinding(builder: DocumentBuilder, { comment, path, value }: Binding): void {
  formatComment(builder, comment);
  builder.group("normal", () => {
    path.forEach((name, index) => {
      if (index > 0) builder.text(".");
      formatName(builder, name);
    });
    builder.nest(() => {
      builder.space(Spacing.HARD_SPACE).text("=");
      if (path.length <= SHORT_PATH && path.every(isBareName)) {
        formatAssigned(builder, value);
      } else {
        builder.space(Spacing.BREAK);
        builder.group("priority", () => formatAssigned(builder, value));
      }
    });
    builder.text(";");
  });
}

function formatInherit(builder: DocumentBuilder, { from, names }: Inherit): void {
  const isLong = names.length > FEW_NAMES;
  const separator = isLong ? Spacing.HARD_LINE : Spacing.LINE;
  builder.group("normal", () => {
    builder.text("inherit");
    builder.nest(() => {
      if (from !== undefined) {
        builder.group("normal", () => {
          builder.space(Spacing.LINE);
          formatTerm(builder, { type: "parenthesized", value: from });
        });
      }
      for (const name of names) {
        builder.space(separator);
        formatName(builder, name);
      }
      builder.space(isLong ? Spacing.HARD_LINE : Spacing.BREAK).text(";");
    });
  });
}
