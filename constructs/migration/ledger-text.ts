import { isDeepStrictEqual } from "node:util";
import { isEventKind, type LedgerEvent, OPTIONAL_FIELDS, REQUIRED_FIELDS } from "./ledger-event";

/** Path of the ledger, relative to the output folder. */
export const LEDGER_PATH = "migration/ledger.jsonl";

/** A line of a ledger that is ignored. */
export interface LedgerProblem {
  /** The line number, from 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
  /**
   * - `wrong`: it is not an event.
   * - `torn`: it is incomplete, as after a crash during the write. The other lines are valid.
   * - `unknown`: its kind is from a later version, or misspelt.
   * - `reused`: it has the id of an earlier event; the earlier event counts.
   */
  readonly kind: "wrong" | "torn" | "unknown" | "reused";
}

export interface ReadLedger {
  /** In chronological order, each id once. */
  readonly events: readonly LedgerEvent[];
  readonly problems: readonly LedgerProblem[];
}

/**
 * Reads a ledger: one JSON object per line. Skips empty lines, which a merge can leave, a byte order mark, and
 * duplicate events.
 */
export function readLedger(text: string): ReadLedger {
  const events = new Map<string, LedgerEvent>();
  const problems: LedgerProblem[] = [];
  for (const [index, line] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    const problem = "reason" in read ? read : reuseOf(read.event, events);
    if (problem !== undefined) problems.push({ line: index + 1, text: line, ...problem });
    else if ("event" in read && !events.has(read.event.id)) events.set(read.event.id, read.event);
  }
  // For two events in the same second, the earlier line happened first: the sort is stable.
  const inOrder = [...events.values()].sort(
    (left, right) => left.at.getTime() - right.at.getTime(),
  );
  return { events: inOrder, problems };
}

type Flaw = Pick<LedgerProblem, "reason" | "kind">;

/**
 * Reports two different events with the same id, as after copying a line. The id of a `caught` event is derived from
 * the mistake: two branches can record the same mistake at different times.
 */
function reuseOf(event: LedgerEvent, known: ReadonlyMap<string, LedgerEvent>): Flaw | undefined {
  const first = known.get(event.id);
  if (first === undefined || isDeepStrictEqual(first, event)) return undefined;
  if (first.kind === "caught" && event.kind === "caught") return undefined;
  return { reason: `id ${event.id} is already used by an earlier event`, kind: "reused" };
}

function readLine(line: string): { readonly event: LedgerEvent } | Flaw {
  const wrong = (reason: string): Flaw => ({ reason, kind: "wrong" });
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    const isTorn = line.startsWith("{") && !line.trimEnd().endsWith("}");
    return isTorn ? { reason: "line is incomplete", kind: "torn" } : wrong("line is not JSON");
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return wrong("line is not a JSON object");
  }
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const kind = fields.get("kind");
  if (typeof kind !== "string") return wrong("event has no kind");
  if (!isEventKind(kind)) return { reason: `unknown kind ${kind}`, kind: "unknown" };
  for (const field of ["id", "at", "by", ...REQUIRED_FIELDS[kind]]) {
    const value = fields.get(field);
    if (typeof value !== "string" || value === "") return wrong(`${kind} event has no ${field}`);
  }
  for (const [type, names] of Object.entries(OPTIONAL_FIELDS)) {
    const field = names.find((name) => fields.has(name) && typeof fields.get(name) !== type);
    if (field !== undefined) return wrong(`${field} of ${kind} event is not a ${type}`);
  }
  const at = timeOf(String(fields.get("at")));
  if (at === undefined) return wrong("`at` is not a UTC time such as 2026-11-28T09:00:00Z");
  const result = fields.get("result");
  if (kind === "measured" && result !== "passed" && result !== "failed") {
    return wrong('`result` is neither "passed" nor "failed"');
  }
  return { event: { ...parsed, at } as LedgerEvent };
}

const UTC_TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A time of a ledger; undefined if it is not UTC, or if the day does not exist. */
function timeOf(text: string): Date | undefined {
  const time = new Date(text);
  const day = UTC_TIME.exec(text)?.[1];
  if (day === undefined || Number.isNaN(time.getTime())) return undefined;
  return time.toISOString().startsWith(day) ? time : undefined;
}

/** The line of an event, with its newline. */
export function ledgerLine({ id, kind, at, by, ...fields }: LedgerEvent): string {
  const seconds = at.toISOString().replace(/\.\d+Z$/, "Z");
  return `${JSON.stringify({ id, at: seconds, kind, by, ...fields })}\n`;
}
