import { spawnSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CLAN_INSTALL_SCRIPT } from "../../../constructs/install/clan-install-script";
import { AWKWARD_VALUES } from "../../support/awkward-values";
import { StandIns } from "../../support/stand-ins";
import { describeWithTools } from "../../support/tools";

const DEBIAN = 'ID=debian\nVERSION_ID="12"\nHOST_NAME=debian';

interface Run {
  readonly status: number | null;
  readonly output: string;
  readonly installs: readonly (readonly string[])[];
  readonly calls: readonly (readonly string[])[];
}

/** What `ssh -G` prints of a user's configuration. */
const CONFIGURATION = `printf '%s\\n' 'user root' 'proxyjump gate' 'identityagent ~/an agent' 'identityfile ~/.ssh/other'`;

/** Runs the provisioner's script as Terraform does, with an ssh that answers as the test says. */
function install(ssh: string, variables: Readonly<Record<string, string>> = {}): Run {
  const standIns = new StandIns();
  standIns.add("ssh", `[ "$1" != -G ] || { ${CONFIGURATION}; exit; }\n${ssh}`);
  standIns.add("clan", "exit 0");
  standIns.add("sleep");
  const { status, stdout, stderr } = spawnSync("/bin/sh", ["-c", CLAN_INSTALL_SCRIPT], {
    encoding: "utf8",
    env: {
      PATH: standIns.path,
      MACHINE: "cinnabar",
      ADDRESS: "192.0.2.1",
      PORT: "22",
      MADE_BY_TERRAFORM: "true",
      IDENTITY_FILE: "/keys/deploy",
      OVERWRITE: "false",
      CLAN_DIR: "/config",
      ...variables,
    },
  });
  const calls = standIns.calls.filter(([, option]) => option !== "-G");
  return {
    status,
    output: stdout + stderr,
    calls,
    installs: calls.filter(([name]) => name === "clan"),
  };
}

function answers(facts: string): string {
  return `cat <<'FACTS'\n${facts}\nFACTS`;
}

describe("the install script", () => {
  it("installs on a fresh server", () => {
    const { status, installs } = install(answers(DEBIAN));
    expect(status).toBe(0);
    expect(installs).toEqual([
      [
        "clan",
        "machines",
        "install",
        "cinnabar",
        "--update-hardware-config",
        "nixos-facter",
        "--target-host",
        "root@192.0.2.1?IdentitiesOnly=yes",
        "--host-key-check",
        "none",
        "-i",
        "/keys/deploy",
        "--yes",
      ],
    ]);
  });

  it("leaves a living NixOS machine of that name alone and says so", () => {
    const { status, output, installs } = install(answers("ID=nixos\nHOST_NAME=cinnabar"));
    expect({ status, installs }).toEqual({ status: 0, installs: [] });
    expect(output).toContain("skipped: root@192.0.2.1 already runs NixOS as cinnabar");
  });

  it("refuses to erase NixOS of another name", () => {
    const { status, output, installs } = install(answers("ID=nixos\nHOST_NAME=stibnite"));
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("runs NixOS under another name, stibnite");
  });

  it("erases NixOS where the fleet says so", () => {
    const { installs } = install(answers("ID=nixos\nHOST_NAME=cinnabar"), { OVERWRITE: "true" });
    expect(installs).toHaveLength(1);
  });

  it("goes on after an interrupted install left the installer running", () => {
    const { installs } = install(
      answers('ID=nixos\nVARIANT_ID="installer"\nHOST_NAME=nixos-installer'),
    );
    expect(installs).toHaveLength(1);
  });

  describe("of a machine that Terraform does not make", () => {
    const elsewhere = { MADE_BY_TERRAFORM: "false" };
    const installer = 'ID=nixos\nVARIANT_ID="installer"\nHOST_NAME=nixos-installer';

    it("erases nothing but the installer", () => {
      const facts = `${DEBIAN}\nPRETTY_NAME="Debian 12"`;
      const { status, output, installs } = install(answers(facts), elsewhere);
      expect({ status, installs }).toEqual({ status: 1, installs: [] });
      expect(output).toContain("Terraform did not make root@192.0.2.1, and it runs Debian 12");
      expect(install(answers(installer), elsewhere).installs).toHaveLength(1);
    });

    it("leaves its NixOS alone", () => {
      const { status, installs } = install(answers("ID=nixos\nHOST_NAME=cinnabar"), elsewhere);
      expect({ status, installs }).toEqual({ status: 0, installs: [] });
    });

    it("erases what the fleet says", () => {
      const variables = { ...elsewhere, OVERWRITE: "true" };
      expect(install(answers(DEBIAN), variables).installs).toHaveLength(1);
    });
  });

  it.each([
    ["192.0.2.1", "2222", "root@192.0.2.1:2222"],
    ["2001:db8::1", "22", "root@[2001:db8::1]"],
    ["2001:db8::1", "2222", "root@[2001:db8::1]:2222"],
  ])("reaches %s at port %s, by ssh and by clan", (address, port, target) => {
    const { calls, installs } = install(answers(DEBIAN), { ADDRESS: address, PORT: port });
    const [ssh = []] = calls;
    expect(ssh[ssh.indexOf("-p") + 1]).toBe(port);
    expect(ssh).toContain(`root@${address}`);
    expect(installs[0]).toContain(`${target}?IdentitiesOnly=yes`);
  });

  it("is not misled by a distribution that merely resembles NixOS", () => {
    const { installs } = install(
      answers("NAME=x ID=nixos\nID_LIKE=nixos\nID=other\nHOST_NAME=cinnabar"),
    );
    expect(installs).toHaveLength(1);
  });

  it("waits until ssh answers", () => {
    const untilThird = [
      'echo tried >> "$0.tries"',
      '[ "$(wc -l < "$0.tries")" -ge 5 ] || { echo "Connection refused"; exit 255; }',
      answers(DEBIAN),
    ].join("\n");
    const { status, calls, installs } = install(untilThird);
    expect(status).toBe(0);
    expect(calls.filter(([name]) => name === "sleep")).toHaveLength(2);
    expect(installs).toHaveLength(1);
  });

  it("fails with ssh's last answer when ssh never answers, without installing", () => {
    const { status, output, calls, installs } = install(
      'echo "Permission denied (publickey)." >&2; exit 255',
    );
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("no ssh to root@192.0.2.1 with /keys/deploy");
    expect(output).toContain("Permission denied (publickey).");
    expect(calls.filter(([name]) => name === "sleep")).toHaveLength(29);
  });

  it("asks for the given key on the user's way, without the keys that the configuration adds", () => {
    const { calls } = install(answers(DEBIAN));
    expect(calls[0]?.slice(1, 9)).toEqual([
      ...["-F", "none", "-o", "proxyjump=gate", "-o", "identityagent=~/an agent"],
      ...["-i", "/keys/deploy"],
    ]);
    expect(calls.filter(([name]) => name === "ssh")).toHaveLength(1);
  });

  it("takes a server for a new one that came up between two attempts to log in", () => {
    const count = join(mkdtempSync(join(tmpdir(), "fleet-ssh-")), "attempts");
    const { status, installs } = install(
      `echo >> ${count}; [ "$(wc -l < ${count})" -gt 1 ] || exit 255\n${answers(DEBIAN)}`,
    );
    expect({ status, count: installs.length }).toEqual({ status: 0, count: 1 });
    expect(installs[0]).toContain("root@192.0.2.1?IdentitiesOnly=yes");
  });

  it("offers the given key alone first, since an agent's keys would come before it", () => {
    const tooMany = 'echo "Too many authentication failures" >&2; exit 255';
    const { status, calls } = install(
      `case " $* " in *" IdentitiesOnly=yes "*) ${answers(DEBIAN)}\n;; *) ${tooMany} ;; esac`,
    );
    expect(status).toBe(0);
    expect(calls.map(([name]) => name)).toEqual(["ssh", "clan"]);
  });

  it("offers the user's own keys to a machine that does not know the given one, as clan then does", () => {
    const onlyOthers = `case " $* " in *" IdentitiesOnly=yes "*) exit 255 ;; esac`;
    const living = answers("ID=nixos\nHOST_NAME=cinnabar");
    const { status, calls } = install(`${onlyOthers}\n${living}`);
    expect({ status, programs: calls.map(([name]) => name) }).toEqual({
      status: 0,
      programs: ["ssh", "ssh", "ssh"],
    });
    const { installs } = install(`${onlyOthers}\n${living}`, { OVERWRITE: "true" });
    expect(installs[0]).toContain("root@192.0.2.1?IdentitiesOnly=no");
  });

  it("does not erase a machine that does not know the given key, as one that was imported may not", () => {
    const onlyOthers = `case " $* " in *" IdentitiesOnly=yes "*) exit 255 ;; esac`;
    const { status, output, installs } = install(`${onlyOthers}\n${answers(DEBIAN)}`);
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("refused: root@192.0.2.1 does not know");
  });

  it("says how a machine goes on whose disk is encrypted", () => {
    expect(install(answers(DEBIAN)).output).toContain("just unlock cinnabar");
    expect(install("exit 255").output).toContain("just unlock cinnabar");
  });

  it("passes clan's failure on", () => {
    const standIns = new StandIns();
    standIns.add("ssh", answers(DEBIAN));
    standIns.add("clan", "exit 7");
    const { status } = spawnSync("/bin/sh", ["-c", CLAN_INSTALL_SCRIPT], {
      env: {
        PATH: standIns.path,
        MACHINE: "m",
        ADDRESS: "a",
        PORT: "22",
        MADE_BY_TERRAFORM: "true",
        IDENTITY_FILE: "k",
        OVERWRITE: "false",
      },
    });
    expect(status).toBe(7);
  });

  it.each(AWKWARD_VALUES)("passes the value %j on unchanged", (value) => {
    const { calls } = install(answers(DEBIAN), {
      MACHINE: value,
      ADDRESS: value,
      IDENTITY_FILE: value,
    });
    const clan = calls.find(([name]) => name === "clan") ?? [];
    expect([clan[3], clan[7], clan[11]]).toEqual([
      value,
      `root@${value}?IdentitiesOnly=yes`,
      value,
    ]);
    const ssh = calls.find(([name]) => name === "ssh") ?? [];
    expect(ssh.slice(7, 9)).toEqual(["-i", value]);
  });
});

describeWithTools(["shellcheck"], "shellcheck", () => {
  it("finds nothing in the install script", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", "-"], {
      input: `#!/bin/sh\n${CLAN_INSTALL_SCRIPT}`,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
