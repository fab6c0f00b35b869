import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { Ledger } from "./ledger";
import { EVENT_KINDS } from "./ledger-event";
import { LEDGER_PATH, type LedgerProblem } from "./ledger-text";

/** What is to be said about a ledger: lines that do not count, and machines that the fleet does not have. */
export function* ledgerProblems(
  { events }: Ledger,
  lines: readonly LedgerProblem[],
  { machines }: Fleet,
): Iterable<Finding> {
  for (const { line, text, reason, kind } of lines) {
    yield {
      ...ADVICE[kind],
      summary: `${LEDGER_PATH}:${line}: ${reason}`,
      value: shorten(text),
    };
  }
  const names = new Set(machines.map(({ name }) => name));
  const unknown = events.flatMap((event) =>
    "machine" in event && event.machine !== undefined && !names.has(event.machine)
      ? [event.machine]
      : [],
  );
  for (const machine of new Set(unknown)) {
    yield {
      code: "ledger-machine-unknown",
      summary: "ledger names a machine that the fleet does not have",
      value: machine,
      allowed: [...names].join(", "),
      remedy:
        "leave it for a machine that is gone; if the name is misspelt, record the event again",
    };
  }
}

const EVENTS = "one event a line: a JSON object with id, at, kind, by, and what its kind needs";

const ADVICE: Record<LedgerProblem["kind"], Pick<Finding, "code" | "allowed" | "remedy">> = {
  wrong: {
    code: "ledger-line-invalid",
    allowed: EVENTS,
    remedy: "correct the line; `fleet migration record` writes right ones",
  },
  torn: {
    code: "ledger-line-torn",
    allowed: EVENTS,
    remedy: "record the event again, and remove the line",
  },
  unknown: {
    code: "ledger-kind-unknown",
    allowed: EVENT_KINDS.join(", "),
    remedy: "leave it if a later version wrote it; if the kind is misspelt, correct it",
  },
  reused: {
    code: "ledger-id-reused",
    allowed: "an id of its own for each event",
    remedy: "give it another id if it is another event, or remove the line that is not right",
  },
};

function shorten(line: string): string {
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
