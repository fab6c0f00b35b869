import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { describeWithTools } from "../../support/tools";
import { justfileOf, WHOLE } from "./support/fleet-of";
import { type JustRun, just, type Programs } from "./support/just";

const TEXT = justfileOf(WHOLE);

/** `clan vars upload <machine> --directory <folder>` as clan does it. */
const CLAN = '[ "$2" != upload ] || echo key > "$5/key.txt"';

const DARWIN_REBUILD = expect.stringMatching(/\/darwin-rebuild$/);

describeWithTools(["just"], "the recipe activate-darwin", () => {
  it("generates vars, brings the key, and activates as root", () => {
    const run = activate("blackphos");
    const keys = keysOf(run);
    expect(run.status).toBe(0);
    expect(run.calls).toEqual([
      ["clan", "vars", "generate", "blackphos"],
      ["clan", "vars", "upload", "blackphos", "--directory", keys],
      ["sudo", "mkdir", "-p", "-m", "0700", "/var/lib/sops-nix"],
      ["sudo", "cp", "-R", `${keys}/.`, "/var/lib/sops-nix"],
      ["sudo", DARWIN_REBUILD, "switch", "--flake", ".#blackphos"],
    ]);
  });

  it.each([0, 1])("leaves no key behind when it ends with %i", (status) => {
    const sudo = `[ "$1" != cp ] || { cat "$3/key.txt"; exit ${status}; }`;
    const run = activate("blackphos", { sudo });
    expect(run).toMatchObject({ status, stdout: "key\n" });
    expect(existsSync(keysOf(run))).toBe(false);
  });

  it("only asks nix-darwin with the action check", () => {
    expect(activate("blackphos check").calls).toEqual([
      ["sudo", DARWIN_REBUILD, "check", "--flake", ".#blackphos"],
    ]);
  });

  it.each(["clan", "sudo"])("activates nothing when %s fails", (program) => {
    const { status, calls } = activate("blackphos", { [program]: "exit 7" });
    expect(status).toBe(7);
    expect(calls.flat()).not.toContain("switch");
  });

  it("takes a Mac that still has its name from Apple", () => {
    expect(activate("blackphos", { scutil: "echo Devs-MacBook-Pro" }).status).toBe(0);
  });

  it.each([
    ["another Mac of the fleet", { scutil: "echo Stibnite" }, "this is stibnite"],
    ["a machine that is no Mac", { uname: "echo Linux" }, "this is not a Mac"],
  ])("leaves %s alone", (_, programs, message) => {
    const { status, stderr, calls } = activate("blackphos", programs);
    expect({ status, calls }).toEqual({ status: 1, calls: [] });
    expect(stderr).toContain(`error: ${message}: run it on blackphos, or here: clan machines`);
  });
});

describeWithTools(["just"], "the recipe rollback", () => {
  describe("elsewhere", () => {
    it.each([
      ["cinnabar", "ssh://root@cinnabar.infra", "nixos-rebuild"],
      ["blackphos", "ssh://crs58@blackphos.infra", "darwin-rebuild"],
      ["stibnite", "ssh://me@192.0.2.9:2022", "darwin-rebuild"],
    ])("returns %s over ssh", (host, destination, program) => {
      const command = `sudo /run/current-system/sw/bin/${program} switch --rollback`;
      expect(rollback(host, "rosegold").calls).toEqual([["ssh", "-t", destination, command]]);
    });
  });

  it.each(["blackphos", "blackphos.local"])("needs no ssh on a machine called %s", (here) => {
    const program = "/run/current-system/sw/bin/darwin-rebuild";
    expect(rollback("blackphos", here).calls).toEqual([["sudo", program, "switch", "--rollback"]]);
  });

  it("fails when the machine does", () => {
    expect(rollback("cinnabar", "blackphos", { ssh: "exit 255" }).status).toBe(255);
  });
});

/** Activates on blackphos. The calls are those that can change something. */
function activate(args: string, programs: Programs = {}): JustRun {
  const run = just(TEXT, ["activate-darwin", ...args.split(" ")], {
    uname: "echo Darwin",
    scutil: "echo Blackphos",
    clan: CLAN,
    sudo: "",
    "darwin-rebuild": "",
    ...programs,
  });
  return { ...run, calls: run.calls.filter(([name = ""]) => !["uname", "scutil"].includes(name)) };
}

/** The folder that clan was told to put the key into. */
function keysOf({ calls }: JustRun): string {
  return calls.find(([, , verb]) => verb === "upload")?.[5] ?? "";
}

/** Rolls a machine back on one that is called `here`. */
function rollback(host: string, here: string, programs: Programs = {}): JustRun {
  const all = { uname: `echo ${here}`, sudo: "", ssh: "", ...programs };
  const run = just(TEXT, ["rollback", host], all);
  return { ...run, calls: run.calls.filter(([name]) => name !== "uname") };
}
