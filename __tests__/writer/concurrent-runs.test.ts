import { mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { justBefore } from "./file-system";
import {
  contents,
  generated,
  outputFolder,
  owned,
  paths,
  planFor,
  put,
  write,
} from "./output-folder";
import { heldRun, writerProcesses } from "./writer-process";

const STAGING = /\.fleet-staging$/;
const TICKET = /\.fleet-staging\/\d[^/]*$/;

/** "done", or the message of an error. */
function outcome(run: () => void): string {
  try {
    run();
    return "done";
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

describe("a run that only reads", () => {
  it("does not fail when another run removes a file before it is read", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1", "b.nix": "1" });
    const moment = justBefore("readFileSync", /b\.nix$/, () => write(root, { "a.nix": "1" }));
    expect(planFor(root, { "a.nix": "1", "b.nix": "2" })).toMatchObject({
      create: [{ path: "b.nix", after: "2" }],
      update: [],
      keep: [],
    });
    expect(moment.happened()).toBe(true);
  });

  it("recognizes a generated file that another run creates after the manifest was read", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const other = { "a.nix": "1", "b.nix": "not known to the old manifest" };
    const moment = justBefore("lstatSync", /a\.nix$/, () => write(root, other));
    expect(planFor(root, { "a.nix": "1", "b.nix": "2" })).toMatchObject({
      create: [],
      update: [{ path: "b.nix", before: other["b.nix"], after: "2" }],
      keep: [],
    });
    expect(moment.happened()).toBe(true);
  });

  it("does not report a file as edited that another run updates after the manifest was read", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const moment = justBefore("lstatSync", /a\.nix$/, () => write(root, { "a.nix": "2" }));
    expect(planFor(root, { "a.nix": "3" })).toMatchObject({
      update: [{ path: "a.nix", before: "2", after: "3" }],
      keep: [],
    });
    expect(moment.happened()).toBe(true);
  });

  it("reads the output folder either before or after the first run of another process", () => {
    const root = outputFolder();
    const moment = justBefore("lstatSync", /a\.nix$/, () => write(root, { "a.nix": "1" }));
    expect(planFor(root, { "a.nix": "2" })).toMatchObject({
      create: [],
      update: [{ path: "a.nix", before: "1", after: "2" }],
    });
    expect(moment.happened()).toBe(true);
  });

  it("does not report a file as orphaned that another run is about to list", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const other = { "a.nix": "1", "b.nix": generated("b") };
    const moment = justBefore("readdirSync", new RegExp(`${root}/?$`), () => write(root, other));
    expect(planFor(root, { "a.nix": "1" })).toMatchObject({
      remove: [{ path: "b.nix" }],
      keep: [],
    });
    expect(moment.happened()).toBe(true);
  });

  it("waits for an unfinished run, and then reads its complete result", async () => {
    const root = outputFolder();
    write(root, { "a.nix": "1", "b.nix": "1" });
    const texts = { "a.nix": "2", "b.nix": "2" };
    const other = await heldRun(writerProcesses(), root, texts);
    expect(planFor(root, texts, { onWait: other.release }).unchanged).toEqual(["a.nix", "b.nix"]);
  });

  it("reports an error that no other run caused", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    rmSync(join(root, "a.nix"));
    put(root, "a.nix/by-hand.nix", "1");
    expect(() => planFor(root, { "a.nix": "2" })).toThrow(
      "is a folder, but a file is needed there",
    );
  });

  it("takes the lock when other runs write continuously", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const moment = justBefore("lstatSync", /a\.nix$/, () => write(root, { "a.nix": "2" }));
    expect(planFor(root, { "a.nix": "3" }, { wait: 0 }).update).toMatchObject([{ before: "2" }]);
    expect(moment.happened()).toBe(true);
    expect(readdirSync(root)).toEqual([".fleet-manifest.json", "a.nix"]);
  });

  it("writes nothing, and needs no output folder", () => {
    const root = outputFolder();
    planFor(join(root, "out"), { "a.nix": "1" });
    expect(readdirSync(root)).toEqual([]);
  });
});

describe("a run that writes", () => {
  it("waits for an unfinished run, and then reads its complete result", async () => {
    const root = outputFolder();
    write(root, { "a.nix": "1", "b.nix": "1" });
    const texts = { "a.nix": "2", "b.nix": "2" };
    const other = await heldRun(writerProcesses(), root, texts);
    expect(write(root, texts, { onWait: other.release }).unchanged).toEqual(["a.nix", "b.nix"]);
  });

  it("plans with the files that another run wrote before it got the lock", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const moment = justBefore("mkdirSync", STAGING, () => {
      write(root, { "a.nix": "2", "b.nix": generated("b") });
    });
    expect(write(root, { "a.nix": "3" })).toMatchObject({
      update: [{ path: "a.nix", before: "2" }],
      remove: [{ path: "b.nix" }],
      keep: [],
    });
    expect(moment.happened()).toBe(true);
    expect(owned(root)).toEqual(["a.nix"]);
  });

  it("keeps a file that was edited before it got the lock", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    justBefore("mkdirSync", STAGING, () => put(root, "a.nix", "by hand"));
    expect(paths(write(root, { "a.nix": "2" }).keep)).toEqual(["a.nix"]);
    expect(contents(root)).toEqual({ "a.nix": "by hand" });
  });

  it("excludes other runs while it plans", () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    let other = "";
    const writeToo = () => {
      other = outcome(() => write(root, { "b.nix": "1" }, { wait: 0 }));
    };
    const moment = justBefore("readFileSync", /a\.nix$/, writeToo);
    write(root, { "a.nix": "2" });
    expect(moment.happened()).toBe(true);
    expect(other).toContain(`process ${process.pid} is still writing to ${root}`);
    expect(contents(root)).toEqual({ "a.nix": "2" });
  });

  it("never removes the ticket of another run", async () => {
    const { ticket } = await heldRun(writerProcesses(), outputFolder(), {});
    const late = ticket.replace(/^\d+/, "99");
    const outcomes = new Set<string>();
    for (let nth = 1; ; nth++) {
      const root = outputFolder();
      const folder = join(root, ".fleet-staging");
      const arrive = () => mkdirSync(join(folder, late), { recursive: true });
      const moment = justBefore("readdirSync", STAGING, arrive, nth);
      const ended = outcome(() => write(root, { "a.nix": "1" }, { wait: 0 }));
      outcomes.add(ended.includes("is still writing") ? "waited" : ended);
      if (!moment.happened()) break;
      expect(readdirSync(folder)).toEqual([late]);
    }
    // If the other run is first, this run waits for it.
    expect([...outcomes]).toEqual(["waited", "done"]);
  });

  it("creates its ticket although another run removes the empty staging folder just before", () => {
    const root = outputFolder();
    const moment = justBefore("mkdirSync", TICKET, () => rmdirSync(join(root, ".fleet-staging")));
    expect(paths(write(root, { "a.nix": "1" }).create)).toEqual(["a.nix"]);
    expect(moment.happened()).toBe(true);
  });

  it("does not overtake a run that arrived while it took its number", async () => {
    const root = outputFolder();
    const { ticket, pid } = await heldRun(writerProcesses(), outputFolder(), {});
    // The first run has released the lock, and the second one works with the next number.
    const second = join(root, ".fleet-staging", ticket.replace(/^\d+/, "2"));
    const moment = justBefore("mkdirSync", TICKET, () => mkdirSync(second));
    expect(() => write(root, { "a.nix": "1" }, { wait: 0 })).toThrow(`process ${pid} is still`);
    expect(moment.happened()).toBe(true);
    expect(readdirSync(join(root, ".fleet-staging"))).toEqual([ticket.replace(/^\d+/, "2")]);
  });
});
