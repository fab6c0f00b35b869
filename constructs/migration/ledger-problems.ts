import type { Finding } from "../diagnostics/finding";
import type { Fleet } from "../fleet";
import type { Ledger } from "./ledger";
import { EVENT_KINDS } from "./ledger-event";
import { LEDGER_PATH, type LedgerProblem } from "./ledger-text";

/** Finds ignored lines of a ledger, and events that are about nothing. */
export function* ledgerProblems(
  ledger: Ledger,
  lines: readonly LedgerProblem[],
  fleet: Fleet,
): Iterable<Finding> {
  for (const { line, text, reason, kind } of lines) {
    yield {
      ...ADVICE[kind],
      summary: `${LEDGER_PATH}:${line}: ${reason}`,
      value: shorten(text),
    };
  }
  yield* strayEvents(ledger, fleet);
}

/** Finds machines that are not in the fleet, and resolved incidents that are not in the ledger. */
export function* strayEvents({ events }: Ledger, { machines }: Fleet): Iterable<Finding> {
  const names = new Set(machines.map(({ name }) => name));
  const unknown = events.flatMap((event) =>
    "machine" in event && event.machine !== undefined && !names.has(event.machine)
      ? [event.machine]
      : [],
  );
  for (const machine of new Set(unknown)) {
    yield {
      code: "ledger-machine-unknown",
      summary: "ledger names an unknown machine",
      value: machine,
      allowed: [...names].join(", "),
      remedy:
        "for a removed machine no change is needed; if the name is misspelt, record the event again",
    };
  }
  const incidents = events.flatMap((event) => (event.kind === "incident" ? [event.id] : []));
  for (const event of events) {
    if (event.kind !== "resolved" || incidents.includes(event.incident)) continue;
    yield {
      code: "ledger-incident-unknown",
      summary: "ledger resolves an unknown incident",
      value: event.incident,
      allowed: incidents.join(", "),
      remedy: "if the id is misspelt, resolve the incident again; otherwise remove the line",
    };
  }
}

const EVENTS =
  "one event per line: a JSON object with id, at, kind, by, and the fields of its kind";

const ADVICE: Record<LedgerProblem["kind"], Pick<Finding, "code" | "allowed" | "remedy">> = {
  wrong: {
    code: "ledger-line-invalid",
    allowed: EVENTS,
    remedy: "correct the line, or remove it and use `fleet migration record`",
  },
  torn: {
    code: "ledger-line-torn",
    allowed: EVENTS,
    remedy: "record the event again, and remove the line",
  },
  unknown: {
    code: "ledger-kind-unknown",
    allowed: EVENT_KINDS.join(", "),
    remedy: "keep it if a later version wrote it; if the kind is misspelt, correct it",
  },
  reused: {
    code: "ledger-id-reused",
    allowed: "a unique id for each event",
    remedy: "change the id if these are two events; otherwise remove the wrong line",
  },
};

function shorten(line: string): string {
  return line.length > 80 ? `${line.slice(0, 80)}…` : line;
}
