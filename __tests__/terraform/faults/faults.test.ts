import { expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";
import { FAULTS } from "./faults";
import { play } from "./play";

/** The faults that cost the most, and what has to be observed of them; `npm run faults` plays all. */
const ROWS = [
  ["cloud-init did not place the key", { exitCode: 1, next: 0, installs: 1 }],
  ["NixOS of another name answers", { exitCode: 1, next: 0, installs: 1 }],
  ["another computer installs it at this moment", { exitCode: 1, next: 0, installs: 1 }],
  ["clan is killed", { exitCode: 1, next: 0, installs: 2 }],
  ["the install is tainted, and the server lives", { exitCode: 0, next: 0, installs: 0 }],
  ["a server is imported in place of the own one", { exitCode: 1, next: 1, installs: 0 }],
] as const;

describeWithTools(["terraform"], "a fault", () => {
  it.each(ROWS)("%s", async (title, outcome) => {
    const fault = FAULTS.find((one) => one.title === title);
    if (fault === undefined) throw new Error(`no fault ${title}`);
    expect(await play(fault)).toMatchObject(outcome);
  });
});
