import { expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";
import { FAULTS } from "./faults";
import { play } from "./play";

/** The faults with the highest cost, and their expected results; `npm run faults` injects all. */
const ROWS = [
  ["cloud-init did not place the key", { exitCode: 1, next: 0, installs: 1 }],
  ["NixOS with another name runs", { exitCode: 1, next: 0, installs: 1 }],
  ["another computer is installing it", { exitCode: 1, next: 0, installs: 1 }],
  ["clan is killed", { exitCode: 1, next: 0, installs: 2 }],
  ["the install is tainted, and the server runs", { exitCode: 0, next: 0, installs: 0 }],
  ["another server is imported instead", { exitCode: 1, next: 1, installs: 0 }],
] as const;

describeWithTools(["terraform"], "a fault", () => {
  it.each(ROWS)("%s", async (title, outcome) => {
    const fault = FAULTS.find((one) => one.title === title);
    if (fault === undefined) throw new Error(`no fault ${title}`);
    expect(await play(fault)).toMatchObject(outcome);
  });
});
