import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import { Migration } from "../../constructs";
import { main } from "../../main";
import { REPOSITORY } from "../support/run-fleet";

/** The number of criteria in the PRD, by kind: success, acceptance, readiness, overall, business, non-functional. */
const CRITERIA: Readonly<Record<string, number>> = {
  S0: 5,
  S1: 7,
  S2: 7,
  S5: 6,
  A1: 4,
  A2: 6,
  A3: 6,
  A4: 7,
  A5: 5,
  F1: 4,
  F2: 5,
  F3: 6,
  F4: 5,
  F5: 3,
  R5: 8,
};

/** The same for criteria outside the phases: overall, business metrics, non-functional, rollback, CI/CD. */
const OTHERS: Readonly<Record<string, number>> = { O: 7, B: 6, N: 15, RB: 4, CI: 5 };

const PAGE = readFileSync(join(REPOSITORY, "docs/migration.md"), "utf8");

interface Row {
  readonly number: string;
  readonly gates: readonly string[];
  readonly known: string;
}

const ROWS = [...PAGE.matchAll(/^\| ([A-Z]+\d+(?:\.\d+)?) \| .+? \|(.*)\| (.+) \|$/gm)].map(
  ([, number = "", gates = "", known = ""]): Row => ({
    number,
    gates: [...gates.matchAll(/`([^`]+)`/g)].flatMap(([, name = ""]) => expanded(name)),
    known,
  }),
);

function expanded(gate: string): readonly string[] {
  if (!gate.startsWith("<mac>/")) return [gate];
  return ["blackphos", "rosegold", "argentum"].map((mac) => gate.replace("<mac>", mac));
}

const app = createApp(main, { out: join(REPOSITORY, "nix-config") });
const migration = app.node.findAll().find(Migration.isMigration);
const KNOWN_BY = new Map<string, string>([
  ...(migration?.gates ?? []).map((gate): [string, string] => [gate.name, gate.knownBy]),
  // The additional condition of a phase with machines.
  ...(migration?.phases ?? [])
    .filter(({ machines }) => machines.length > 0)
    .map(({ node }): [string, string] => [`${node.id}/deployed`, "computed"]),
]);

describe("the table of the PRD's criteria", () => {
  it("names every gate of the migration", () => {
    const named = new Set(ROWS.flatMap(({ gates }) => gates));
    expect([...KNOWN_BY.keys()].filter((gate) => !named.has(gate))).toEqual([]);
  });

  it("names existing gates, and how each is checked", () => {
    for (const { number, gates, known } of ROWS) {
      const kinds = new Set(gates.map((gate) => KNOWN_BY.get(gate) ?? `${gate} does not exist`));
      const expected = gates.length === 0 ? [] : known.split(", ");
      expect([...kinds].sort(), number).toEqual([...expected].sort());
    }
  });

  it.each(Object.entries(CRITERIA))("has all criteria %s", (kind, count) => {
    const numbers = ROWS.map(({ number }) => number).filter((one) => one.startsWith(`${kind}.`));
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => `${kind}.${index + 1}`));
  });

  it.each(Object.entries(OTHERS))("has all %s", (kind, count) => {
    const numbers = ROWS.map(({ number }) => number).filter((one) =>
      new RegExp(`^${kind}\\d+$`).test(one),
    );
    expect(numbers).toEqual(Array.from({ length: count }, (_, index) => `${kind}${index + 1}`));
  });

  it("has no other criteria", () => {
    const kinds = new Set(ROWS.map(({ number }) => number.replace(/(?<=\D)\d+$|\.\d+$/, "")));
    expect([...kinds].sort()).toEqual([...Object.keys(CRITERIA), ...Object.keys(OTHERS)].sort());
  });

  it("explains why a criterion has no gate", () => {
    const without = ROWS.filter(({ gates }) => gates.length === 0);
    expect(without.map(({ known }) => known)).toEqual(
      without.map(() => expect.stringMatching(/^(not a gate|by construction): /)),
    );
  });

  it("names existing files", () => {
    const paths = [...PAGE.matchAll(/`((?:__tests__|fleet|nix-config)\/[^`]+)`/g)].map(
      ([, path = ""]) => path,
    );
    expect(paths.filter((path) => !existsSync(join(REPOSITORY, path)))).toEqual([]);
  });
});
