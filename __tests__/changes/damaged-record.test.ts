import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { RECORD_FILE } from "../../changes";
import type { FleetApp } from "../../constructs";
import { runExample } from "../support/examples";
import { OutputOfFleets } from "../support/output-of-fleets";

const home =
  (filesystem: string, device = "/dev/sda") =>
  (app: FleetApp) =>
    runExample(
      `new NixosMachine(fleet, "home", { stateVersion: "25.11", disk: Disk.plain({ device: "${device}", filesystem: "${filesystem}" }) });`,
      app,
    );

it("refuses another disk layout if the record has a conflict", () => {
  const output = new OutputOfFleets();
  output.write(home("ext4"));
  writeFileSync(join(output.root, RECORD_FILE), "<<<<<<< HEAD\n");
  expect(output.codes(home("ext4"))).toEqual([]);
  const [finding] = output.compare(home("xfs")).refused;
  expect(finding?.code).toBe("installed-disk-changed");
  expect(finding?.remedy).toContain(`git checkout HEAD -- ${RECORD_FILE}`);
  expect(output.codes(home("xfs"), { neverApplied: ["home"] })).toEqual([]);
});

it("warns of another disk layout without a record", () => {
  const output = new OutputOfFleets();
  output.write(home("ext4"));
  rmSync(join(output.root, RECORD_FILE));
  const { refused, warnings } = output.compare(home("xfs"));
  expect(refused).toEqual([]);
  expect(warnings.map(({ code }) => code)).toEqual(["installed-disk-changed"]);
});
