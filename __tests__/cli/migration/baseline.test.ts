import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { folderWithMain, runFleet } from "../../support/run-fleet";
import { StandIns } from "../../support/stand-ins";

const before = join(__dirname, "dumps/blackphos-before.txt");
const after = join(__dirname, "dumps/blackphos-after.txt");

/** A Mac that has to be as before, but for some differences. */
function mainWith(...allowed: readonly string[]): string {
  return `
import { BuildTime, DarwinMachine, Fleet, type FleetApp, Migration, NoRegression, Phase, User } from CONSTRUCTS;
export function main(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const blackphos = new DarwinMachine(fleet, "blackphos", {
    stateVersion: 6,
    primaryUser: new User(fleet, "ada"),
    settings: { system: { defaults: {
      NSGlobalDomain: { KeyRepeat: 2 },
      dock: { autohide: true },
      controlcenter: { Sound: true },
      CustomUserPreferences: { "org.example.it's": { "a key": 1 } },
    } } },
  });
  const first = new Phase(new Migration(fleet, "migration"), "first", { machines: [blackphos] });
  new NoRegression(first, "as-before", {
    criterion: "has what it had",
    allowed: [${allowed.join(",\n")}],
  });
  new BuildTime(first, "build-time", { criterion: "builds as fast", command: 'sleep "$(cat seconds)"' });
}
`;
}

const LEDGER = "nix-config/migration/ledger.jsonl";
const SAVED = "nix-config/migration/baselines/blackphos.json";

function folderWith(...allowed: readonly string[]): string {
  const folder = folderWithMain(mainWith(...allowed));
  mkdirSync(join(folder, "nix-config"));
  return folder;
}

const textOf = (folder: string, path: string) => readFileSync(join(folder, path), "utf8");

function lastEvent(folder: string): Readonly<Record<string, unknown>> {
  return JSON.parse(textOf(folder, LEDGER).trim().split("\n").at(-1) ?? "");
}

const run = (folder: string, ...args: readonly string[]) => runFleet(folder, "migration", ...args);

const deploy = (folder: string) => run(folder, "record", "deployed", "--machine", "blackphos");

const ALL_ALLOWED = [
  '{ difference: "renamed", of: "package", name: "exa", to: "eza", because: "eza is the fork" }',
  '{ difference: "changed", of: "package", name: "ripgrep", because: "nixpkgs has it" }',
  '{ difference: "moved-to-nix", of: "formula", name: "jq", because: "all tools from Nix" }',
  '{ difference: "dropped", of: "formula", name: "wget", because: "curl does it" }',
  '{ difference: "dropped", of: "formula", name: "postgresql@16", because: "Nix runs it" }',
  '{ difference: "dropped", of: "cask", name: "docker-desktop", because: "not used" }',
  '{ difference: "dropped", of: "tap", name: "nikitabobko/tap", because: "not used" }',
  '{ difference: "renamed", of: "service", name: "homebrew.mxcl.postgresql@16", to: "org.nixos.postgresql", because: "Nix runs it" }',
  '{ difference: "changed", of: "service", name: "org.nix-community.home.gpg-agent", because: "will be fixed" }',
  '{ difference: "changed", of: "shell", name: "zsh", because: "fish everywhere" }',
  '{ difference: "changed", of: "preference", name: "com.apple.dock autohide", because: "big screen" }',
];

describe("fleet migration baseline", () => {
  it("saves the same text for the same machine, and records it", () => {
    const texts = [1, 2].map(() => {
      const folder = folderWith();
      expect(run(folder, "baseline", "blackphos", "--from", before)).toMatchObject({ status: 0 });
      expect(lastEvent(folder)).toMatchObject({
        kind: "baseline",
        machine: "blackphos",
        evidence: "migration/baselines/blackphos.json",
      });
      return textOf(folder, SAVED);
    });
    expect(texts[0]).toBe(texts[1]);
  });

  it("is required before the deployment, with its build time", () => {
    const folder = folderWith();
    const explanation = () => run(folder, "explain", "blackphos").stdout;
    expect(explanation()).toContain("first/as-before: blackphos has no baseline");
    run(folder, "baseline", "blackphos", "--from", before);
    expect(explanation()).not.toContain("first/as-before");
    expect(explanation()).toContain(
      "first/build-time: the baseline of blackphos has no build time",
    );
    run(folder, "baseline", "blackphos", "--from", before, "--build-seconds", "10");
    expect(explanation()).toContain("nothing blocks the first deployment");
  });

  it("is rejected for a deployed machine, unless the dump is older", () => {
    const folder = folderWith();
    deploy(folder);
    const late = run(folder, "baseline", "blackphos", "--from", before);
    expect(late.status).toBe(1);
    expect(late.stderr).toContain("its current state is not a baseline");
    const early = run(folder, "baseline", "blackphos", "--from", before, "--at", "2026-01-01");
    expect(early.status).toBe(0);
  });

  it.each<[string, readonly string[], string]>([
    ["a missing file", ["--from", "nowhere.txt"], "file not found: nowhere.txt"],
    ["an incomplete dump", ["--from", "half.txt"], "half.txt is an incomplete dump of a machine"],
    ["an invalid time", ["--from", before, "--build-seconds", "0"], "expected a number of seconds"],
    ["a failed build", ["--from", before, "--build-command", "exit 3"], "the build failed"],
  ])("rejects %s, and saves nothing", (_, args, message) => {
    const folder = folderWith();
    writeFileSync(join(folder, "half.txt"), readFileSync(before, "utf8").slice(0, 500));
    const { status, stderr } = run(folder, "baseline", "blackphos", ...args);
    expect(status).toBe(1);
    expect(stderr).toContain(message);
    expect(() => textOf(folder, LEDGER)).toThrow("ENOENT");
  });
});

describe("fleet migration compare", () => {
  /** What `baseline` and `record deployed` write, whatever differences the fleet allows. */
  const deployed = folderWith();

  beforeAll(() => {
    run(deployed, "baseline", "blackphos", "--from", before);
    deploy(deployed);
  });

  function compared(...allowed: readonly string[]) {
    const folder = folderWith(...allowed);
    cpSync(join(deployed, "nix-config"), join(folder, "nix-config"), { recursive: true });
    return { folder, ...run(folder, "compare", "blackphos", "--from", after) };
  }

  it("names what is missing or changed, and closes the gate", () => {
    const { folder, status, stdout } = compared();
    expect(status).toBe(1);
    expect(stdout.split("\n").slice(0, -2)).toEqual([
      "  package exa is missing",
      "  package ripgrep was 14.1.1, is 14.1.0",
      "  formula jq is missing",
      "  formula postgresql@16 is missing",
      "  formula wget is missing",
      "  cask docker-desktop is missing",
      "  tap nikitabobko/tap is missing",
      "  service homebrew.mxcl.postgresql@16 is missing",
      "  service org.nix-community.home.gpg-agent was running, is failed",
      "  shell zsh was zsh, is fish",
      "  preference com.apple.dock autohide was 1, is 0",
    ]);
    expect(lastEvent(folder)).toMatchObject({
      kind: "measured",
      gate: "first/as-before",
      machine: "blackphos",
      result: "failed",
    });
    expect(run(folder, "explain", "blackphos").stdout).toContain(
      "first/as-before: failed for blackphos: has what it had (11 differences not allowed: package exa is missing",
    );
  });

  it("opens the gate if each difference is allowed with a reason", () => {
    const { folder, status, stdout } = compared(...ALL_ALLOWED);
    expect(status).toBe(0);
    expect(stdout).toContain("  package exa is missing; allowed: eza is the fork\n");
    expect(lastEvent(folder)).toMatchObject({ result: "passed" });
    expect(run(folder, "explain", "blackphos").stdout).not.toContain("first/as-before");
  });

  it("needs a baseline", () => {
    const { status, stderr } = run(folderWith(), "compare", "blackphos", "--from", after);
    expect(status).toBe(1);
    expect(stderr).toContain("blackphos has no baseline");
  });
});

describe("the build time", () => {
  function verified(seconds: string) {
    const folder = folderWith();
    writeFileSync(join(folder, "nix-config/seconds"), seconds);
    run(folder, "baseline", "blackphos", "--from", before, "--build-seconds", "0.5");
    deploy(folder);
    return { folder, ...run(folder, "verify", "blackphos", "--gate", "first/build-time") };
  }

  it("fails with an increase of more than 20 %", () => {
    const { folder, status, stdout } = verified("1");
    expect(status).toBe(1);
    expect(stdout).toMatch(/failed: [\d.]+ s; the limit is 0.6 s/);
    expect(lastEvent(folder)).toMatchObject({ gate: "first/build-time", result: "failed" });
    expect(lastEvent(folder).value).toBeGreaterThanOrEqual(1);
  });
});

describe("the commands for a dump", () => {
  let standIns: StandIns;
  const { PATH } = process.env;

  beforeEach(() => {
    standIns = new StandIns();
    standIns.add("uname", '[ "$1" = -s ] && echo Darwin || echo blackphos.local');
    standIns.add(
      "launchctl",
      `printf 'system = {\\n\\tservices = {\\n\\t\\t 7 - \\torg.example.it\\n\\t}\\n}\\n'`,
    );
    standIns.add("dscl", "echo UserShell: /bin/zsh");
    standIns.add("brew", '[ "$2" = --cask ] && echo firefox 139.0 || :');
    standIns.add("defaults", '[ "$2 $3" = "com.apple.dock autohide" ] && echo 1');
    // The login shell of a Mac may not be a POSIX shell, so its only argument is `sh`.
    standIns.add("ssh", 'for last; do :; done; exec "$last"');
    process.env.PATH = standIns.path;
  });

  afterEach(() => {
    process.env.PATH = PATH;
  });

  it("run over ssh at the machine's address, in a real shell", () => {
    const folder = folderWith();
    expect(run(folder, "baseline", "blackphos")).toMatchObject({ status: 0, stderr: "" });
    expect(JSON.parse(textOf(folder, SAVED))).toMatchObject({
      casks: { firefox: "139.0" },
      services: { "org.example.it": "running" },
      preferences: { "com.apple.dock autohide": "1" },
    });
    const [ssh] = standIns.calls.filter(([program]) => program === "ssh");
    expect(ssh?.slice(-2)).toEqual(["ssh://ada@blackphos.infra", "sh"]);
    const read = standIns.calls.filter(([program]) => program === "defaults");
    expect(read).toContainEqual(["defaults", "read", "org.example.it's", "a key"]);
    expect(read).toContainEqual([
      "defaults",
      "read",
      `${process.env.HOME}/Library/Preferences/ByHost/com.apple.controlcenter`,
      "Sound",
    ]);
  });

  it("report the failed command", () => {
    standIns.add("brew", "echo 'Error: no permission' >&2; exit 1");
    const { status, stderr } = run(folderWith(), "baseline", "blackphos");
    expect(status).toBe(1);
    expect(stderr).toContain(
      "the command for formulae failed on the machine: exit code 1: Error: no permission",
    );
  });

  it("explain the alternative to ssh", () => {
    standIns.add("ssh", "echo 'Could not resolve hostname' >&2; exit 255");
    const folder = folderWith();
    const { status, stderr } = run(folder, "baseline", "blackphos");
    expect(status).toBe(1);
    expect(stderr).toContain("Could not resolve hostname");
    expect(stderr).toContain("baseline blackphos --commands");
    expect(run(folder, "baseline", "blackphos", "--commands").stdout).toContain("section services");
  });
});
