import type { Application, List, Name, Selection, Syntax, Term } from "../syntax/syntax";

/** Maximum number of items and comments in a list that can be on one line with other arguments. */
const SHORT_LIST = 6;

/**
 * Whether an expression can start on the line of the text before it and continue below: non-empty brackets,
 * or a string on several lines.
 */
export function isAbsorbableTerm(syntax: Syntax): syntax is Term {
  switch (syntax.type) {
    case "string":
      return syntax.lines.length > 1;
    case "set":
      return syntax.paragraphs.length > 0;
    case "list":
      return syntax.items.length > 0;
    case "parenthesized":
      return isAbsorbableTerm(syntax.value);
    default:
      return false;
  }
}

/** Like {@link isAbsorbableTerm}, also for a term after `with …;` or parameters. */
export function isAbsorbable(syntax: Syntax): boolean {
  if (syntax.type === "with") return isAbsorbableTerm(syntax.body);
  if (syntax.type !== "lambda") return isAbsorbableTerm(syntax);
  return syntax.body.type === "lambda" ? isAbsorbable(syntax.body) : isAbsorbableTerm(syntax.body);
}

/** Whether an expression is of a simple kind that can be on one line with others. */
export function isSimple(syntax: Syntax): boolean {
  switch (syntax.type) {
    case "token":
      return syntax.kind !== "raw";
    case "string":
      return true;
    case "selection":
      return isSimpleSelection(syntax);
    case "parenthesized":
      return isSimple(syntax.value);
    case "application":
      return isSimpleApplication(syntax);
    default:
      return false;
  }
}

/** Caches results, because each level of nested applications needs those of all inner ones. */
const knownSimple = new WeakMap<Application, boolean>();

function isSimpleApplication(application: Application): boolean {
  const { head, arguments: before, last } = application;
  const isKnown = knownSimple.get(application);
  if (isKnown !== undefined) return isKnown;
  const simple = before.length <= 1 && [head, ...before, last].every(isSimple);
  knownSimple.set(application, simple);
  return simple;
}

/** Maximum number of parameters on one line. */
export const FEW_PARAMETERS = 2;

export function isBareName(name: Name): boolean {
  return name.type === "bare";
}

/** Whether a list can be on one line with other arguments of a function. */
export function isShortList(list: List): boolean {
  const rows = list.items.reduce((sum, item) => sum + (item.comment.length > 0 ? 2 : 1), 0);
  return rows <= SHORT_LIST && list.items.every((item) => isSimple(item.value));
}

function isSimpleSelection(selection: Selection): boolean {
  return (
    selection.fallback === undefined &&
    isSimple(selection.from) &&
    selection.names.every(isBareName)
  );
}
