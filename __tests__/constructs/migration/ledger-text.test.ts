import { describe, expect, it } from "vitest";
import { ledgerLine, readLedger } from "../../../constructs/migration/ledger-text";

const DEPLOYED =
  '{"id":"d1","at":"2026-01-02T03:04:05Z","kind":"deployed","machine":"cinnabar","by":"ada"}';
const INCIDENT =
  '{"id":"i1","at":"2026-01-03T00:00:00Z","kind":"incident","machine":"cinnabar","by":"ada","note":"no network"}';

describe("a ledger", () => {
  it("is read in chronological order, independent of the order of its lines", () => {
    const { events, problems } = readLedger(`${INCIDENT}\n${DEPLOYED}\n`);
    expect(events.map(({ id }) => id)).toEqual(["d1", "i1"]);
    expect(problems).toEqual([]);
  });

  it("keeps the line order for two events in the same second", () => {
    const second = DEPLOYED.replace('"d1"', '"a0"').replace('"deployed"', '"rolled-back"');
    const { events } = readLedger(`${DEPLOYED}\n${second}\n`);
    expect(events.map(({ id }) => id)).toEqual(["d1", "a0"]);
  });

  it("ignores a duplicate event after a merge, empty lines and CRLF", () => {
    const { events, problems } = readLedger(`${DEPLOYED}\r\n\n${DEPLOYED}\n${INCIDENT}`);
    expect(events.map(({ id }) => id)).toEqual(["d1", "i1"]);
    expect(problems).toEqual([]);
  });

  it("skips a byte order mark", () => {
    const { events, problems } = readLedger(`\uFEFF${DEPLOYED}\r\n${INCIDENT}\r\n`);
    expect(events.map(({ id }) => id)).toEqual(["d1", "i1"]);
    expect(problems).toEqual([]);
  });

  it("reports and skips an unknown kind, from a later version or misspelt", () => {
    const later = '{"id":"x","at":"2026-01-04T00:00:00Z","kind":"accident","by":"ada"}';
    const { events, problems } = readLedger(`${later}\n${DEPLOYED}\n`);
    expect(events.map(({ id }) => id)).toEqual(["d1"]);
    expect(problems).toEqual([
      { line: 1, text: later, reason: "unknown kind accident", kind: "unknown" },
    ]);
  });

  it("reports a different event with the id of an earlier one", () => {
    const copied = INCIDENT.replace("no network", "no sound");
    const { events, problems } = readLedger(`${INCIDENT}\n${copied}\n`);
    expect(events).toMatchObject([{ note: "no network" }]);
    expect(problems).toEqual([
      {
        line: 2,
        text: copied,
        reason: "id i1 is already used by an earlier event",
        kind: "reused",
      },
    ]);
  });

  it("counts a mistake that two branches caught once", () => {
    const line = (hour: string): string =>
      `{"id":"caught-1","at":"2026-01-04T${hour}:00:00Z","kind":"caught","by":"ci","code":"tag-unused"}\n`;
    const { events, problems } = readLedger(line("08") + line("09"));
    expect(events).toHaveLength(1);
    expect(problems).toEqual([]);
  });

  it.each(["at the end", "in the middle"])("reports an incomplete line %s", (place) => {
    const torn = INCIDENT.slice(0, 50);
    const text = place === "at the end" ? `${DEPLOYED}\n${torn}` : `${torn}\n${DEPLOYED}\n`;
    const { events, problems } = readLedger(text);
    expect(events.map(({ id }) => id)).toEqual(["d1"]);
    expect(problems).toEqual([
      {
        line: place === "at the end" ? 2 : 1,
        text: torn,
        reason: "line is incomplete",
        kind: "torn",
      },
    ]);
  });

  it.each<[string, string]>([
    ["hello", "line is not JSON"],
    ["[]", "line is not a JSON object"],
    ["{}", "event has no kind"],
    [DEPLOYED.replace('"machine"', '"host"'), "deployed event has no machine"],
    [DEPLOYED.replace('"ada"', '""'), "deployed event has no by"],
    [DEPLOYED.replace("05Z", "05+01:00"), "`at` is not a UTC time such as 2026-11-28T09:00:00Z"],
    [DEPLOYED.replace('"by"', '"evidence":7,"by"'), "evidence of deployed event is not a string"],
    [
      DEPLOYED.replace('"deployed"', '"baseline"').replace('"by"', '"buildSeconds":"9","by"'),
      "buildSeconds of baseline event is not a number",
    ],
    [
      DEPLOYED.replace("2026-01-02", "2026-02-29"),
      "`at` is not a UTC time such as 2026-11-28T09:00:00Z",
    ],
    [
      '{"id":"m","at":"2026-01-02T03:04:05Z","kind":"measured","gate":"a/b","result":"good","by":"ada"}',
      '`result` is neither "passed" nor "failed"',
    ],
  ])("explains the error in the line %s", (line, reason) => {
    const { events, problems } = readLedger(`${DEPLOYED}\n${line}\n`);
    expect(events).toHaveLength(1);
    expect(problems).toEqual([{ line: 2, text: line, reason, kind: "wrong" }]);
  });

  it("accepts February 29 of a leap year", () => {
    const { events } = readLedger(DEPLOYED.replace("2026-01-02", "2028-02-29"));
    expect(events.map(({ at }) => at.toISOString())).toEqual(["2028-02-29T03:04:05.000Z"]);
  });

  it("prints an event as it was read", () => {
    const { events } = readLedger(`${INCIDENT}\n`);
    expect(events.map(ledgerLine).join("")).toBe(
      `${INCIDENT.replace('"kind":"incident","machine":"cinnabar","by":"ada"', '"kind":"incident","by":"ada","machine":"cinnabar"')}\n`,
    );
  });
});
