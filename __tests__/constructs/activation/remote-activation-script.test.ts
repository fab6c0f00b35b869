import { spawnSync } from "node:child_process";
import { describe, expect, it } from "vitest";
import { REMOTE_ACTIVATION_SCRIPT } from "../../../constructs/activation/remote-activation-script";
import { AWKWARD_VALUES } from "../../support/awkward-values";
import { describeWithTools } from "../../support/tools";
import { type Generations, HALF_WAY, type Run, readlink, runScript, WHOLE } from "./run-script";

const TARGET = "dev@blackphos.example.org:22";

/** An ssh that runs commands as on a Mac with nix-darwin. */
function mac(generations: Generations = WHOLE): string {
  return [
    'shift 5; case "$1" in true | test) exit 0 ;; pgrep*) exit 1 ;; scutil) echo Blackphos; exit ;; ioreg) echo \'"IOPlatformSerialNumber" = "C02"\'; exit ;; readlink) shift ;; *) exit 0 ;; esac',
    readlink(generations),
  ].join("\n");
}

function activate(
  bodies: Readonly<Record<string, string>> = {},
  variables: Readonly<Record<string, string>> = {},
): Run {
  const programs = { ssh: mac(), clan: "", nix: "", ...bodies };
  const names = {
    TARGET_HOST: TARGET,
    SSH_OPTIONS: "",
    KNOWN_AS: "blackphos.example.org",
    HOST_KEY: "",
    BUILD_HOST: "",
    OTHER_MACHINES: "stibnite",
    SERIAL_NUMBER: "",
    LIMIT_MINUTES: "180",
    MODE: "switch",
    ...variables,
  };
  return runScript(REMOTE_ACTIVATION_SCRIPT, programs, names);
}

function changes({ calls }: Run): readonly (readonly string[])[] {
  return calls.filter(([name]) => name !== "ssh");
}

describe("a remote activation", () => {
  it("runs clan machines update", () => {
    const run = activate();
    expect(run.status).toBe(0);
    expect(changes(run)).toEqual([["clan", "machines", "update", "blackphos"]]);
    const destinations = run.calls.filter(([name]) => name === "ssh").map((call) => call[5]);
    expect(new Set(destinations)).toEqual(new Set([`ssh://${TARGET}`]));
  });

  it("passes the options of the address to ssh unchanged", () => {
    const jump = "ProxyCommand=ssh -W [%h]:%p *@gate";
    const options = { SSH_OPTIONS: `Port=22\n${jump}` };
    const { calls } = activate({ ssh: "exit 255" }, options);
    const wanted = ["-o", jump, "-o", "Port=22", `ssh://${TARGET}`, "true"];
    expect(calls[0]?.slice(5)).toEqual(wanted);
  });

  describe("of a Mac with a known host key", () => {
    /** An ssh that shows which keys it takes, and a clan that shows which it is given. */
    const shows = (file: string) => `printf '<%s>' "$(cat "${file}")"`;
    const known = { HOST_KEY: "ssh-ed25519 AAAA", SSH_OPTIONS: "ProxyJump=gate" };
    const ssh = `echo "$*" >&2; ${shows("$(printf '%s\\n' \"$@\" | sed -n 's/^UserKnownHostsFile=//p')")} >&2; exit 255`;

    it("accepts that key and the user's known hosts", () => {
      const { output } = activate({ ssh }, known);
      expect(output).toContain("-o ProxyJump=gate -o UserKnownHostsFile=");
      expect(output).toContain("<blackphos.example.org ssh-ed25519 AAAA");
    });

    it("makes clan accept only these keys at the same address", () => {
      const clan = shows("$(printf '%s' \"$5\" | sed 's/.*UserKnownHostsFile=//; s/&.*//')");
      const run = activate({ ssh: mac().replace("shift 5", "shift 9"), clan }, known);
      expect(run.output).toContain("<blackphos.example.org ssh-ed25519 AAAA");
      const [update = []] = changes(run);
      expect(update.slice(0, 5)).toEqual([
        "clan",
        "machines",
        "update",
        "blackphos",
        "--target-host",
      ]);
      expect(update[5]).toMatch(
        /^dev@blackphos\.example\.org:22\?UserKnownHostsFile=[^&]+\/known_hosts&ProxyJump=gate$/,
      );
    });

    it("does not change clan's address if another computer builds", () => {
      const run = activate(
        { ssh: mac().replace("shift 5", "shift 9") },
        { ...known, BUILD_HOST: "b" },
      );
      expect(changes(run)).toEqual([["clan", "machines", "update", "blackphos"]]);
    });
  });

  it("is refused as the first activation, because clan needs the darwin-rebuild of the Mac", () => {
    const run = activate({ ssh: 'case "$6" in test) exit 1 ;; esac' });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain(`refused: nix-darwin is not installed on ${TARGET} yet`);
    expect(run.output).toContain('via: "local"');
  });

  it("is refused if ssh cannot connect to the Mac, with the message of ssh", () => {
    const run = activate({ ssh: "echo 'Connection refused' >&2; exit 255" });
    expect({ status: run.status, changes: changes(run) }).toEqual({ status: 1, changes: [] });
    expect(run.output).toContain(`refused: cannot log in to ${TARGET}`);
    expect(run.output).toContain("Connection refused");
  });

  it("only builds on this computer on a dry run", () => {
    const { status, calls } = activate({}, { MODE: "build" });
    expect(status).toBe(0);
    const flake = "/config#darwinConfigurations.blackphos.system";
    const features = ["--extra-experimental-features", "nix-command flakes"];
    expect(calls).toEqual([["nix", ...features, "build", "--no-link", flake]]);
  });

  it.each([
    [WHOLE, "the previous generation is still active, so do not roll back"],
    [HALF_WAY, "to roll back completely: just rollback blackphos"],
  ])("keeps the exit code of a failure and prints the resulting state: %j", (generations, says) => {
    const { status, output } = activate({ ssh: mac(generations), clan: "exit 3" });
    expect(status).toBe(3);
    expect(output).toContain(says);
  });

  it("reports after a failed dry run that nothing was activated", () => {
    const { status, output } = activate({ nix: "exit 1" }, { MODE: "build" });
    expect(status).toBe(1);
    expect(output).toContain("build found an error; nothing was activated");
  });

  it.each(AWKWARD_VALUES)("passes the value %j unchanged", (value) => {
    const { calls } = activate({}, { MACHINE: value, SERIAL_NUMBER: "C02", TARGET_HOST: value });
    expect(calls[0]?.[5]).toBe(`ssh://${value}`);
    expect(calls.at(-1)).toEqual(["clan", "machines", "update", value]);
    const build = activate({}, { MACHINE: value, CLAN_DIR: value, MODE: "build" });
    expect(build.calls[0]?.at(-1)).toBe(`${value}#darwinConfigurations.${value}.system`);
  });
});

describeWithTools(["shellcheck"], "shellcheck", () => {
  it("reports nothing for the script of remote activations", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", "-"], {
      input: REMOTE_ACTIVATION_SCRIPT,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
