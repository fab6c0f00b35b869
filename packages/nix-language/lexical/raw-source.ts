import { excerpt, NixValueError } from "../value-error";
import { isIdentifier, wellFormed } from "./literals";
import { CLOSING, type Token, tokensOf } from "./tokens";

/** The keyword or symbol that continues each clause. */
const CONTINUATIONS: ReadonlyMap<string, string> = new Map([
  ["let", "in"],
  ["if", "then"],
  ["then", "else"],
  ["with", ";"],
  ["assert", ";"],
]);
const CONTINUING: ReadonlySet<string> = new Set(CONTINUATIONS.values());

/** Tokens that can start an expression, although they are symbols or keywords. */
const STARTS: ReadonlySet<string> = new Set(["-", "!", "assert", "if", "let", "rec", "with"]);

/** Characters that are not part of any symbol of Nix. */
const NO_SYMBOL = /^(?:[$\\&|~`^%]|[^ -~])$/;

/** Characters that look like a space or like nothing, such as a non-breaking space from a web page. */
const INVISIBLE = /[^\p{L}\p{N}\p{P}\p{S} ]/gu;

/** The source between two brackets or quotes, or the whole source. */
interface Frame {
  readonly opening: Token | undefined;
  /** Clauses that are not complete yet. */
  readonly clauses: Token[];
  last: Token | undefined;
}

/**
 * Source on one line, if its brackets, strings and clauses are complete. This does not detect every error;
 * Nix does.
 *
 * @throws NixValueError with the position of the first wrong character
 */
export function rawSource(text: string): string {
  const source = wellFormed(text).trim();
  if (source === "" || /[\r\n]/.test(source)) {
    throw new NixValueError({
      summary: `${excerpt(text)} is not one line of Nix`,
      remedy: "write one line, or build it with nix.*",
    });
  }
  const tokens = tokensOf(source);
  if (tokens.some(({ kind, text }) => kind === "comment" && text.startsWith("#"))) {
    throw new NixValueError({
      summary: `${excerpt(text)} ends in a comment, which would hide what is printed after it`,
      remedy: "use nix.comment",
    });
  }
  const problem = problemIn(tokens);
  if (problem === undefined) return source;
  throw new NixValueError({
    summary: `${excerpt(text)} is not a Nix expression: ${problem}`,
    remedy: "correct it, or build it with nix.*",
  });
}

/** Words in source that can be variables: not text, and not names of attributes. */
export function variablesIn(source: string): readonly string[] {
  const tokens = tokensOf(source).filter(({ kind }) => kind !== "comment");
  const isVariable = ({ kind, text }: Token, index: number) =>
    kind === "word" &&
    isIdentifier(text) &&
    tokens[index - 1]?.text !== "." &&
    tokens[index + 1]?.text !== "=";
  return tokens.filter(isVariable).map(({ text }) => text);
}

/** The first problem in the tokens of an expression; undefined if none is found. */
function problemIn(tokens: readonly Token[]): string | undefined {
  const frames: Frame[] = [];
  let frame: Frame = { opening: undefined, clauses: [], last: undefined };
  for (const token of tokens) {
    const problem = problemAt(token, frame);
    if (problem !== undefined) return problem;
    if (token.kind === "comment") continue;
    if (token.kind === "close") frame = frames.pop() ?? frame;
    frame.last = token;
    if (token.kind === "open") {
      frames.push(frame);
      frame = { opening: token, clauses: [], last: undefined };
    }
  }
  const { opening } = frame;
  return opening === undefined ? problemAtEnd(frame) : `${placed(opening)} is not closed`;
}

/** The problem with a token in its place. A correct token updates the enclosing clauses. */
function problemAt(token: Token, frame: Frame): string | undefined {
  const { kind, text } = token;
  const { clauses, last } = frame;
  const clause = clauses.at(-1);
  if (kind === "comment")
    return /\/\*[\s\S]*\*\/$/.test(text) ? undefined : `${placed(token)} is not closed`;
  if (kind === "close") return problemAtClose(token, frame);
  if (NO_SYMBOL.test(text)) return `${placed(token)} is not a symbol of Nix`;
  if (last === undefined && isExpression(frame) && !canStart(token)) return misplaced(token);
  if (text === "=") return isBinding(frame) ? undefined : misplaced(token);
  if (text === ";" && (clause === undefined || clause.text === "let")) {
    return isBinding(frame) ? undefined : misplaced(token);
  }
  if (text === "{" && last?.text === "let") clauses.pop(); // `let { … }` has no `in`.
  if (CONTINUING.has(text)) {
    if (clause === undefined) return misplaced(token);
    if (CONTINUATIONS.get(clause.text) !== text) return unfinished(clause);
    clauses.pop();
  }
  if (CONTINUATIONS.has(text)) clauses.push(token);
  return undefined;
}

function problemAtClose(token: Token, frame: Frame): string | undefined {
  const { opening } = frame;
  if (opening === undefined) return `${placed(token)} has no opening bracket`;
  if (CLOSING[opening.text] !== token.text) return `${placed(opening)} is not closed`;
  return problemAtEnd(frame);
}

function problemAtEnd(frame: Frame): string | undefined {
  const { opening, clauses, last } = frame;
  const clause = clauses.at(-1);
  if (clause !== undefined) return unfinished(clause);
  if (!isExpression(frame)) return undefined;
  if (last === undefined) return opening && `${placed(opening)} is empty`;
  return canEnd(last) ? undefined : `nothing follows ${placed(last)}`;
}

/** Whether a frame contains one expression, not the items of a list or a set, nor text. */
function isExpression({ opening }: Frame): boolean {
  return opening === undefined || opening.text === "(" || opening.text === "${";
}

/** Whether a place contains definitions of attributes or variables. */
function isBinding({ opening, clauses }: Frame): boolean {
  const clause = clauses.at(-1);
  return clause === undefined ? opening?.text === "{" : clause.text === "let";
}

function canStart({ kind, text }: Token): boolean {
  if (kind === "word") return isIdentifier(text) || STARTS.has(text);
  return kind !== "symbol" || STARTS.has(text);
}

function canEnd({ kind, text }: Token): boolean {
  return kind === "word" ? isIdentifier(text) || text === "or" : kind !== "symbol";
}

function unfinished(clause: Token): string {
  return `${placed(clause)} has no ${JSON.stringify(CONTINUATIONS.get(clause.text))}`;
}

function misplaced(token: Token): string {
  return `${placed(token)} is misplaced`;
}

function placed({ text, at }: Token): string {
  const visible = JSON.stringify(text).replace(
    INVISIBLE,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return `${visible} at character ${at + 1}`;
}
