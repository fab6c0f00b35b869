import type { DocumentBuilder } from "../layout/builder";
import { Spacing } from "../layout/spacing";
import type { Application, Term } from "../syntax/syntax";
import { formatArgument, formatLastArgument, formatLists, twoLists } from "./argument";
import { formatTerm } from "./term";
import { isSimple } from "./traits";

/**
 * Where an application stands: after `=` or an operator it may start on the next line; between
 * parentheses it may have the lines inside them for itself.
 */
export type ApplicationPlace = "anywhere" | "after =" | "between parentheses";

/** Writes a function and its arguments. */
export function formatApplication(
  builder: DocumentBuilder,
  application: Application,
  place: ApplicationPlace = "anywhere",
): void {
  const { head, arguments: before, last } = application;
  const lists = twoLists(before, last);
  const isShort = !builder.isBelowHeader && isSimple(application);
  const callee = builder.fragment(() => {
    formatCallee(builder, head, lists === undefined ? before : before.slice(0, -1), place);
  });
  builder.group("normal", () => {
    if (isShort && Number.isFinite(callee.width)) {
      if (place === "after =") builder.space(Spacing.HARD_SPACE);
      builder.appendFlat(callee).space(Spacing.HARD_SPACE);
      formatLastArgument(builder, last);
      return;
    }
    if (place === "after =") builder.space(Spacing.LINE);
    builder.group("transparent", () => builder.append(callee));
    if (lists === undefined) {
      builder.space(Spacing.LINE);
      formatLastArgument(builder, last);
    } else {
      builder.nest(() => formatLists(builder, lists));
    }
    if (place === "between parentheses") builder.space(Spacing.BREAK);
  });
}

/** Writes a function and the arguments before the last. */
function formatCallee(
  builder: DocumentBuilder,
  head: Term,
  values: readonly Term[],
  place: ApplicationPlace,
): void {
  const before = values.slice(0, -1);
  const last = values.at(-1);
  const lists = last === undefined ? undefined : twoLists(before, last);
  if (last === undefined) {
    formatHead(builder, head, place);
  } else if (lists === undefined) {
    builder.group("transparent", () => formatCallee(builder, head, before, place));
    formatArgument(builder, last);
  } else {
    builder.group("transparent", () => {
      builder.group("transparent", () => {
        formatCallee(builder, head, before.slice(0, -1), place);
      });
      builder.nest(() => builder.group("normal", () => formatLists(builder, lists)));
    });
  }
}

function formatHead(builder: DocumentBuilder, head: Term, place: ApplicationPlace): void {
  if (place === "between parentheses") {
    builder.nest(() => {
      builder.group("normal", () => {
        builder.space(Spacing.BREAK);
        formatTerm(builder, head);
      });
    });
  } else {
    formatTerm(builder, head);
  }
}
