import { type MatrixCell, serviceMatrix } from "../constructs/services/service-matrix";
import { createApp, type Main } from "./app";
import { renderFleet } from "./stages";

const BY = { clan: "clan", own: "own darwin module" };

/** Prints which machine has which service, and how it is provided. */
export function services(main: Main): void {
  const app = createApp(main);
  renderFleet(app);
  for (const { service, cells } of app.fleets.flatMap(serviceMatrix)) {
    const rows = cells.map((cell) => [
      cell.machine.name,
      cell.machine.machineClass,
      how(cell),
      cell.roles.join(", "),
    ]);
    console.log(`${service}\n${aligned(rows)}`);
  }
}

function how({ by, reason }: MatrixCell): string {
  return by === "none" ? `not applicable: ${reason}` : `by ${BY[by]}`;
}

function aligned(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) =>
    Math.max(...rows.map((row) => (row[column] ?? "").length)),
  );
  return rows
    .map((row) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join("  "))
    .map((line) => `  ${line.trimEnd()}\n`)
    .join("");
}
