import { once } from "node:events";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { contents, outputFolder, owned, write } from "./output-folder";
import { writerProcesses } from "./writer-process";

type Texts = Readonly<Record<string, string>>;

/** Every file that a killed run leaves is complete, and equal to the file of one of the renders. */
function expectWhole(root: string, renders: readonly Texts[]): void {
  for (const [path, text] of Object.entries(contents(root))) {
    if (text === null || path.startsWith(".fleet-staging/")) continue;
    expect(renders.map((texts) => texts[path])).toContain(text);
  }
}

/** The next run writes the complete output, reports no file as edited, and leaves no other files. */
function expectRepair(root: string, texts: Texts): void {
  expect(write(root, texts).keep).toEqual([]);
  // An empty folder may remain; git and Nix ignore it.
  const left = Object.entries(contents(root)).filter(([, text]) => text !== null);
  expect(Object.fromEntries(left)).toEqual(texts);
  expect(owned(root)).toEqual(Object.keys(texts).sort());
}

/** A fleet's files; between two versions, a third is unchanged, a third changes and a third moves. */
function render(version: number): Texts {
  const entries = Array.from({ length: 300 }, (_, n) => {
    const path = n % 3 === 0 ? `modules/v${version}/f${n}.nix` : `modules/hosts/m${n}/default.nix`;
    return [path, `${n % 3 === 1 ? version : ""}${path}\n`.repeat(30)];
  });
  return Object.fromEntries(entries);
}

describe("a run that is killed", () => {
  it("at any moment leaves complete files, and the next run repairs the rest", async () => {
    const start = writerProcesses();
    const renders = [render(0), render(1), render(2)] as const;
    const killOnce = async (root: string, round: number) => {
      const run = start(
        root,
        renders,
        `console.log("started"); for (let n = ${round};; n++) writeOutput(root, lists[n % 2]);`,
      );
      await once(run.stdout ?? run, "data");
      await setTimeout(Math.random() * 60);
      run.kill("SIGKILL");
      await once(run, "exit");
      expectWhole(root, renders);
    };
    const killOften = async () => {
      const root = outputFolder();
      for (let round = 0; round < 20; round++) {
        await killOnce(root, round);
        // Every second kill starts from the state that the previous kill left.
        if (round % 2 === 1) expectRepair(root, round % 4 === 1 ? renders[2] : renders[0]);
      }
    };
    await Promise.all([killOften(), killOften()]);
  }, 60_000);

  it("before or during any of its steps does the same", async () => {
    const start = writerProcesses();
    const before = { "same.nix": "1", "old.nix": "1", "gone/x.nix": "1", turns: "1" };
    const after = { "same.nix": "1", "old.nix": "2", "new/y.nix": "2", "turns/z.nix": "2" };
    const later = { "old.nix": "3", "new/y.nix": "3" };
    const killBefore = async (fatal: number) => {
      const root = outputFolder();
      write(root, before);
      const run = start(
        root,
        [after],
        `let step = 0;
         for (const name of ["mkdir", "writeFile", "fsync", "chmod", "rename", "unlink", "rmdir", "rm"]) {
           const real = fs[name + "Sync"];
           fs[name + "Sync"] = (...args) => {
             if (step++ === ${fatal}) {
               if (name === "writeFile") real(args[0], args[1].slice(0, args[1].length / 2));
               process.kill(process.pid, "SIGKILL");
             }
             return real(...args);
           };
         }
         writeOutput(root, lists[0]);`,
      );
      const [, signal] = await once(run, "exit");
      expectWhole(root, [before, after]);
      expectRepair(root, [before, after, later][fatal % 3] ?? {});
      return signal === "SIGKILL";
    };
    let steps = 0;
    while ((await Promise.all([killBefore(steps), killBefore(steps + 1)])).every(Boolean)) {
      steps += 2;
    }
    expect(steps).toBeGreaterThan(20);
  }, 60_000);
});
