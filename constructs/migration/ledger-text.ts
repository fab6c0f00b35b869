import { isEventKind, type LedgerEvent, OPTIONAL_FIELDS, REQUIRED_FIELDS } from "./ledger-event";

/** A line of a ledger that is not an event. */
export interface LedgerProblem {
  /** Counts from 1. */
  readonly line: number;
  readonly text: string;
  readonly reason: string;
  /**
   * Whether the line was cut off while it was written, as by a crash. What it would have said is not known,
   * and the lines around it hold.
   */
  readonly isTorn: boolean;
}

export interface ReadLedger {
  /** In the order of time; each id once. */
  readonly events: readonly LedgerEvent[];
  readonly problems: readonly LedgerProblem[];
}

/**
 * Reads a ledger: one JSON object a line. Empty lines, which a merge may leave, and events of kinds that a later
 * version records are skipped.
 */
export function readLedger(text: string): ReadLedger {
  const events = new Map<string, LedgerEvent>();
  const problems: LedgerProblem[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === "") continue;
    const read = readLine(line);
    if ("reason" in read) problems.push({ line: index + 1, text: line, ...read });
    else if (read.event !== undefined && !events.has(read.event.id)) {
      events.set(read.event.id, read.event);
    }
  }
  // Of two in one second the line above happened first: the sort keeps their order.
  const inOrder = [...events.values()].sort(
    (left, right) => left.at.getTime() - right.at.getTime(),
  );
  return { events: inOrder, problems };
}

type ReadLine =
  | { readonly event: LedgerEvent | undefined }
  | { readonly reason: string; readonly isTorn: boolean };

function readLine(line: string): ReadLine {
  const wrong = (reason: string) => ({ reason, isTorn: false });
  let parsed: unknown;
  try {
    parsed = JSON.parse(line);
  } catch {
    const isTorn = line.startsWith("{") && !line.trimEnd().endsWith("}");
    return { reason: isTorn ? "line is cut off" : "line is not JSON", isTorn };
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
    return wrong("line is not a JSON object");
  }
  const fields = new Map<string, unknown>(Object.entries(parsed));
  const kind = fields.get("kind");
  if (typeof kind !== "string") return wrong("event has no kind");
  if (!isEventKind(kind)) return { event: undefined };
  for (const field of ["id", "at", "by", ...REQUIRED_FIELDS[kind]]) {
    const value = fields.get(field);
    if (typeof value !== "string" || value === "") return wrong(`${kind} event has no ${field}`);
  }
  for (const [type, names] of Object.entries(OPTIONAL_FIELDS)) {
    const field = names.find((name) => fields.has(name) && typeof fields.get(name) !== type);
    if (field !== undefined) return wrong(`${field} of ${kind} event is not a ${type}`);
  }
  const at = timeOf(String(fields.get("at")));
  if (at === undefined) return wrong("at is not a time in UTC such as 2026-11-28T09:00:00Z");
  const result = fields.get("result");
  if (kind === "measured" && result !== "passed" && result !== "failed") {
    return wrong('result is neither "passed" nor "failed"');
  }
  return { event: { ...parsed, at } as LedgerEvent };
}

const UTC_TIME = /^(\d{4}-\d\d-\d\d)T\d\d:\d\d:\d\d(\.\d+)?Z$/;

/** A time of a ledger; none if it is not UTC, or a day that the calendar does not have. */
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
