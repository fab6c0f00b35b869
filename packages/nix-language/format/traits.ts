import type { Application, List, Name, Selection, Syntax, Term } from "../syntax/syntax";

/** Rows, items and comments, of a list that can stand on one line among other arguments. */
const SHORT_LIST = 6;

/**
 * Whether an expression can start on the line of what precedes it and continue below: brackets with
 * something between them, or a string on several lines.
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

/** As {@link isAbsorbableTerm}, also with `with …;` or parameters in front of it. */
export function isAbsorbable(syntax: Syntax): boolean {
  if (syntax.type === "with") return isAbsorbableTerm(syntax.body);
  if (syntax.type !== "lambda") return isAbsorbableTerm(syntax);
  return syntax.body.type === "lambda" ? isAbsorbable(syntax.body) : isAbsorbableTerm(syntax.body);
}

/** Whether an expression is short enough in kind to stand beside others on one line. */
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

/** Applications inside each other are asked for at each level. */
const knownSimple = new WeakMap<Application, boolean>();

function isSimpleApplication(application: Application): boolean {
  const { head, arguments: before, last } = application;
  const isKnown = knownSimple.get(application);
  if (isKnown !== undefined) return isKnown;
  const simple = before.length <= 1 && [head, ...before, last].every(isSimple);
  knownSimple.set(application, simple);
  return simple;
}

export function isBareName(name: Name): boolean {
  return name.type === "bare";
}

/** Whether a list can stand on one line among the arguments of a function. */
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
