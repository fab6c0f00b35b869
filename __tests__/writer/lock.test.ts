import { mkdirSync, readdirSync, symlinkSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { Lock } from "../../writer/lock";
import { contents, outputFolder, planFor, put, write } from "./output-folder";
import { heldRun, kill, success, waitingRun, writerProcesses } from "./writer-process";

const STAGING = ".fleet-staging";

/** A folder with the ticket of another process; tests rename the ticket. */
async function foreignTicket(rename: (ticket: string) => string) {
  const held = await heldRun(writerProcesses(), outputFolder(), {});
  return { pid: held.pid, root: folderWithTicket(held.ticket, rename) };
}

/** An output folder with a ticket and a temporary file in it. */
function folderWithTicket(ticket: string, rename: (ticket: string) => string): string {
  const root = outputFolder();
  const folder = join(root, STAGING, rename(ticket));
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "0"), "half");
  return root;
}

const onOtherHost = (ticket: string) => ticket.replace(/@.*/, "@build1");
const inContainer = (ticket: string) => ticket.replace(/-\d*@/, "-4026532999@");
const startedAtAnotherTime = (ticket: string) => ticket.replace(/-\d+-(\d*)@/, "-1-$1@");

describe("two runs at the same time", () => {
  it("exclude each other, with an error that names the other process and a safe remedy", async () => {
    const root = outputFolder();
    const other = await heldRun(writerProcesses(), root, { "b.nix": "1" });
    const before = contents(root);
    const texts = { "a.nix": "1" };
    const message = `process ${other.pid} is still writing to ${root} after 0 s: let it finish (resume it if it is suspended), or wait longer with --wait <seconds>`;
    expect(() => write(root, texts, { wait: 0 })).toThrow(message);
    expect(() => planFor(root, texts, { wait: 0 })).toThrow(message);
    expect(contents(root)).toEqual(before);
  });

  it("wait for each other until the deadline", async () => {
    const root = outputFolder();
    const other = await heldRun(writerProcesses(), root, { "b.nix": "1" });
    const waited: string[] = [];
    expect(() => write(root, {}, { wait: 0.2, onWait: (name) => waited.push(name) })).toThrow(
      "after 0.2 s",
    );
    expect(waited).toEqual([`process ${other.pid}`]);
  });

  it("continue as soon as the other run has finished", async () => {
    const root = outputFolder();
    const other = await heldRun(writerProcesses(), root, { "b.nix": "1" });
    const done = write(root, { "a.nix": "1" }, { onWait: other.release });
    expect(done).toMatchObject({ create: [{ path: "a.nix" }], remove: [{ path: "b.nix" }] });
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });

  it("write in the order of their arrival", async () => {
    const root = outputFolder();
    const start = writerProcesses();
    const first = await heldRun(start, root, { "first.nix": "1" });
    const others = [];
    for (const name of ["second", "third", "fourth", "last"]) {
      others.push(await waitingRun(start, root, { [`${name}.nix`]: "1" }));
    }
    first.release();
    await Promise.all([first.process, ...others].map(success));
    expect(contents(root)).toEqual({ "last.nix": "1" });
  });

  it("both write, also when repeated", async () => {
    const root = outputFolder();
    const start = writerProcesses();
    const renders = ["1", "2"].map((text) =>
      Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`${text}/${n}.nix`, text])),
    );
    const code = (first: number) =>
      `for (let n = 0; n < 10; n++) writeOutput(root, lists[(n + ${first}) % 2]);`;
    await Promise.all([0, 1, 0].map((first) => success(start(root, renders, code(first)))));
    expect(renders).toContainEqual(contents(root));
  });
});

describe("the lock of a run that was killed", () => {
  it("is taken over immediately, and its temporary files are removed", async () => {
    const root = outputFolder();
    const other = await heldRun(writerProcesses(), root, { "b.nix": "1" });
    await kill(other.process);
    write(root, { "a.nix": "1" }, { wait: 0 });
    expect(contents(root)).toEqual({ "a.nix": "1" });
    expect(readdirSync(root)).not.toContain(STAGING);
  });

  it("is removed even when there is nothing to write", async () => {
    const root = outputFolder();
    write(root, { "a.nix": "1" });
    const { ticket, process } = await heldRun(writerProcesses(), outputFolder(), {});
    await kill(process);
    put(root, `${STAGING}/${ticket}/0`, "half");
    expect(write(root, { "a.nix": "1" }).unchanged).toEqual(["a.nix"]);
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });

  it("does not block a run that only reads, which does not remove it", async () => {
    const root = outputFolder();
    const other = await heldRun(writerProcesses(), root, { "b.nix": "1" });
    await kill(other.process);
    const before = contents(root);
    const plan = planFor(root, { "b.nix": "1" }, { wait: 0 });
    expect(plan.create).toMatchObject([{ path: "b.nix" }]);
    expect(contents(root)).toEqual(before);
  });

  it("is taken over when another process has reused its process id", async () => {
    const { root } = await foreignTicket(startedAtAnotherTime);
    write(root, { "a.nix": "1" }, { wait: 0 });
    expect(contents(root)).toEqual({ "a.nix": "1" });
  });
});

describe("a lock whose process cannot be checked", () => {
  it("on another host is kept at any age, and reported with host, age and a safe remedy", async () => {
    const { root, pid } = await foreignTicket(onOtherHost);
    const [ticket = ""] = readdirSync(join(root, STAGING));
    const then = Date.now() / 1000 - 3 * 3600 - 60;
    utimesSync(join(root, STAGING, ticket), then, then);
    const folder = join(root, STAGING, ticket);
    expect(() => write(root, { "a.nix": "1" }, { wait: 0 })).toThrow(
      `process ${pid} on host build1 still holds the lock of ${root} after 0 s. It was last active 3 hours ago. ` +
        `Check there whether it is running: ps -p ${pid}\n` +
        `if it is running, let it finish; only if it is not, remove ${folder}; then run again`,
    );
    expect(contents(root)).toEqual({ [join(STAGING, ticket, "0")]: "half" });
  });

  it("in another container of this host is kept", async () => {
    const { root, pid } = await foreignTicket(inContainer);
    expect(() => write(root, { "a.nix": "1" }, { wait: 0 })).toThrow(
      `process ${pid} in another container of this host still holds the lock of ${root}`,
    );
  });
});

describe("the staging folder", () => {
  it("is refused if it is a symbolic link", () => {
    const folder = outputFolder();
    put(folder, "outside/precious", "by hand");
    mkdirSync(join(folder, "out"));
    symlinkSync("../outside", join(folder, "out/.fleet-staging"));
    expect(() => write(join(folder, "out"), { "a.nix": "1" })).toThrow("is a symbolic link");
    expect(contents(join(folder, "outside"))).toEqual({ precious: "by hand" });
  });

  it("is removed when the work fails", () => {
    const root = outputFolder();
    const fail = () =>
      new Lock(root).hold(
        () => {},
        () => {
          throw new Error("failed");
        },
      );
    expect(fail).toThrow("failed");
    expect(readdirSync(root)).toEqual([]);
  });

  it("is not created below a dangling link", () => {
    const folder = outputFolder();
    symlinkSync("nowhere", join(folder, "out"));
    expect(() => write(join(folder, "out"), { "a.nix": "1" })).toThrow(
      /^cannot write to .*out: no such file or directory/,
    );
  });
});
