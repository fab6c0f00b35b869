import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
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

const DENIED = '{ echo "Permission denied (publickey)." >&2; exit 255; }';

function runWith(standIns: StandIns, variables: Readonly<Record<string, string>> = {}) {
  return spawnSync("/bin/sh", ["-c", CLAN_INSTALL_SCRIPT], {
    encoding: "utf8",
    env: {
      PATH: standIns.path,
      MACHINE: "cinnabar",
      ADDRESS: "192.0.2.1",
      PORT: "22",
      MADE_BY_TERRAFORM: "true",
      IDENTITY_FILE: "/keys/deploy",
      OVERWRITE: "false",
      ERASE_NIXOS: "",
      LIMIT_MINUTES: "180",
      CLAN_DIR: `/config/${process.pid}`,
      ...variables,
    },
  });
}

/** What `ssh -G` prints of a user's configuration. */
const CONFIGURATION = `printf '%s\\n' 'user root' 'proxyjump gate' 'identityagent ~/an agent' 'identityfile ~/.ssh/other'`;

/** Runs the provisioner's script as Terraform does, with an ssh that answers as the test says. */
function install(ssh: string, variables: Readonly<Record<string, string>> = {}): Run {
  const standIns = new StandIns();
  standIns.add("ssh", `[ "$1" != -G ] || { ${CONFIGURATION}; exit; }\n${ssh}`);
  standIns.add("clan", "exit 0");
  standIns.addSleep();
  const { status, stdout, stderr } = runWith(standIns, variables);
  const calls = standIns.calls.filter(
    (call) => call[1] !== "-G" && !isClaim(call) && !(call[0] === "sleep" && call[1] !== "10"),
  );
  return {
    status,
    output: stdout + stderr,
    calls,
    installs: calls.filter(([name]) => name === "clan"),
  };
}

/** Whether a call tells the server who installs it. */
function isClaim(call: readonly string[]): boolean {
  return call.at(-1)?.includes("/run/nix-fleet-install") ?? false;
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
        expect.stringMatching(
          /^root@192\.0\.2\.1\?IdentitiesOnly=yes&ProxyCommand=\/tmp\/nix-fleet-\w+\/alone$/,
        ),
        "--host-key-check",
        "none",
        "-i",
        "/keys/deploy",
        "--yes",
      ],
    ]);
  });

  it("skips an installed NixOS machine of that name and prints that", () => {
    const { status, output, installs } = install(answers("ID=nixos\nHOST_NAME=cinnabar"));
    expect({ status, installs }).toEqual({ status: 0, installs: [] });
    expect(output).toContain("skipped: root@192.0.2.1 already runs NixOS as cinnabar");
  });

  it("refuses to erase NixOS with another host name", () => {
    const { status, output, installs } = install(answers("ID=nixos\nHOST_NAME=stibnite"));
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("runs NixOS with the host name stibnite");
  });

  it.each(["cinnabar", "stibnite"])(
    "erases the NixOS %s only if eraseNixos has its name",
    (host) => {
      const living = answers(`ID=nixos\nHOST_NAME=${host}`);
      expect(install(living, { OVERWRITE: "true" }).installs).toEqual([]);
      expect(install(living, { ERASE_NIXOS: "verdigris" }).installs).toEqual([]);
      expect(install(living, { ERASE_NIXOS: host }).installs).toHaveLength(1);
      expect(install(living, { OVERWRITE: "true" }).output).not.toMatch(/overwrite|erase/i);
    },
  );

  it("continues after an interrupted install left the installer running", () => {
    const { installs } = install(
      answers('ID=nixos\nVARIANT_ID="installer"\nHOST_NAME=nixos-installer'),
    );
    expect(installs).toHaveLength(1);
  });

  describe("on a machine that Terraform did not create", () => {
    const elsewhere = { MADE_BY_TERRAFORM: "false" };
    const installer = 'ID=nixos\nVARIANT_ID="installer"\nHOST_NAME=nixos-installer';

    it("erases only the installer", () => {
      const facts = `${DEBIAN}\nPRETTY_NAME="Debian 12"`;
      const { status, output, installs } = install(answers(facts), elsewhere);
      expect({ status, installs }).toEqual({ status: 1, installs: [] });
      expect(output).toContain("Terraform did not create root@192.0.2.1, and it runs Debian 12");
      expect(install(answers(installer), elsewhere).installs).toHaveLength(1);
    });

    it("does not erase its NixOS", () => {
      const { status, installs } = install(answers("ID=nixos\nHOST_NAME=cinnabar"), elsewhere);
      expect({ status, installs }).toEqual({ status: 0, installs: [] });
    });

    it("erases another system if the fleet sets overwrite", () => {
      const variables = { ...elsewhere, OVERWRITE: "true" };
      expect(install(answers(DEBIAN), variables).installs).toHaveLength(1);
    });
  });

  it.each([
    ["192.0.2.1", "2222", "root@192.0.2.1:2222"],
    ["2001:db8::1", "22", "root@[2001:db8::1]"],
    ["2001:db8::1", "2222", "root@[2001:db8::1]:2222"],
  ])("connects to %s at port %s, with ssh and clan", (address, port, target) => {
    const { calls, installs } = install(answers(DEBIAN), { ADDRESS: address, PORT: port });
    const [ssh = []] = calls;
    expect(ssh[ssh.indexOf("-p") + 1]).toBe(port);
    expect(ssh).toContain(`root@${address}`);
    expect(ssh).toContain("ControlPath=none");
    expect(installs[0]?.join(" ")).toContain(` ${target}?IdentitiesOnly=yes&`);
  });

  it("does not mistake a distribution similar to NixOS for NixOS", () => {
    const { installs } = install(
      answers("NAME=x ID=nixos\nID_LIKE=nixos\nID=other\nHOST_NAME=cinnabar"),
    );
    expect(installs).toHaveLength(1);
  });

  it("waits until ssh answers", () => {
    const untilThird = [
      'echo tried >> "$0.tries"',
      '[ "$(wc -l < "$0.tries")" -ge 3 ] || { echo "Connection refused" >&2; exit 255; }',
      answers(DEBIAN),
    ].join("\n");
    const { status, calls, installs } = install(untilThird);
    expect(status).toBe(0);
    expect(calls.filter(([name]) => name === "sleep")).toHaveLength(2);
    expect(installs).toHaveLength(1);
  });

  it("fails with ssh's last error and does not install if the login never succeeds", () => {
    const { status, output, calls, installs } = install(
      'echo "Permission denied (publickey)." >&2; exit 255',
    );
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("cannot log in to root@192.0.2.1 with /keys/deploy");
    expect(output).toContain("Permission denied (publickey).");
    expect(calls.filter(([name]) => name === "sleep")).toHaveLength(29);
  });

  it("does not try other keys if ssh fails for a reason other than the key", () => {
    const { calls, output } = install('echo "ssh: connect: Connection timed out" >&2; exit 255');
    const asked = calls.filter(([name]) => name === "ssh");
    expect(asked).toHaveLength(30);
    expect(asked.every((call) => call.includes("IdentitiesOnly=yes"))).toBe(true);
    expect(output).toContain("check the firewalls for port 22");
  });

  it.each([
    ["Bad owner or permissions on /home/ada/.ssh/config", "ssh cannot start"],
    ['Load key "/keys/deploy": error in libcrypto', "ssh cannot use /keys/deploy"],
    ["Warning: Identity file /keys/deploy not accessible: No such file", "ssh cannot use"],
  ])("fails immediately on a permanent error: %s", (answer, says) => {
    const { status, calls, output } = install(`echo '${answer}' >&2; exit 255`);
    expect({ status, asked: calls.length }).toEqual({ status: 1, asked: 1 });
    expect(output).toContain(says);
    expect(output).toContain(answer);
  });

  it("keeps the user's proxy and agent settings, but no keys of the configuration", () => {
    const { calls, output } = install('[ "$1" != -F ] || cat "$2" >&2; exit 255');
    expect(calls[0]?.[1]).toBe("-F");
    expect(calls[0]).toContain("IdentitiesOnly=yes");
    expect(output).toContain('IdentityAgent "~/an agent"');
    expect(output).toContain("ProxyCommand ssh -W '[%h]:%p' ssh://gate");
  });

  it("accepts only the host key of its first login, and clan does too", () => {
    const show = 'cat "$(printf %s "$7" | sed "s/.*ProxyCommand=//")"';
    const standIns = new StandIns();
    standIns.add("ssh", answers(DEBIAN));
    standIns.add("clan", show);
    standIns.addSleep();
    const { stdout } = runWith(standIns);
    expect(stdout).toMatch(/UserKnownHostsFile=\/tmp\/nix-fleet-\w+\/known_hosts/);
    expect(stdout).toContain("'StrictHostKeyChecking=accept-new'");
    expect(stdout).toContain("-W localhost:22 'root@192.0.2.1'");
  });

  it("refuses a server that another computer is installing", () => {
    const { status, output, installs } = install(`${answers(DEBIAN)}\necho CLAIMED=laptop-501`);
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("laptop-501 is installing root@192.0.2.1");
  });

  it("stops a step after its time limit and prints what to check", () => {
    const standIns = new StandIns();
    standIns.add("ssh", answers(DEBIAN));
    standIns.add("clan", "exec sleep 9");
    standIns.addSleep();
    const { status, stderr } = runWith(standIns, { LIMIT_MINUTES: "0" });
    expect(status).toBe(124);
    expect(stderr).toContain("clan machines install took longer than");
    expect(stderr).toContain("check the server's console");
  });

  it("accepts a server that booted between two login attempts as a new one", () => {
    const count = join(mkdtempSync(join(tmpdir(), "fleet-ssh-")), "attempts");
    const { status, installs } = install(
      `echo >> ${count}; [ "$(wc -l < ${count})" -gt 1 ] || ${DENIED}\n${answers(DEBIAN)}`,
    );
    expect({ status, count: installs.length }).toEqual({ status: 0, count: 1 });
    expect(installs[0]?.join(" ")).toContain("root@192.0.2.1?IdentitiesOnly=yes");
  });

  it("offers the given key alone first, since ssh offers an agent's keys before it", () => {
    const tooMany = 'echo "Too many authentication failures" >&2; exit 255';
    const { status, calls } = install(
      `case " $* " in *" IdentitiesOnly=yes "*) ${answers(DEBIAN)}\n;; *) ${tooMany} ;; esac`,
    );
    expect(status).toBe(0);
    expect(calls.map(([name]) => name)).toEqual(["ssh", "clan"]);
  });

  it("offers the user's own keys to a machine that does not accept the given key, and clan does too", () => {
    const onlyOthers = `case " $* " in *" IdentitiesOnly=yes "*) ${DENIED} ;; esac`;
    const living = answers("ID=nixos\nHOST_NAME=cinnabar");
    const { status, calls } = install(`${onlyOthers}\n${living}`);
    expect({ status, programs: calls.map(([name]) => name) }).toEqual({
      status: 0,
      programs: ["ssh", "ssh", "ssh", "ssh"],
    });
    const { installs } = install(`${onlyOthers}\n${answers(DEBIAN)}`, { OVERWRITE: "true" });
    expect(installs[0]?.join(" ")).toMatch(
      /root@192\.0\.2\.1\?IdentitiesOnly=no&ProxyCommand=\S+\/any /,
    );
  });

  it("does not erase a machine that does not accept the given key", () => {
    const onlyOthers = `case " $* " in *" IdentitiesOnly=yes "*) ${DENIED} ;; esac`;
    const { status, output, installs } = install(`${onlyOthers}\n${answers(DEBIAN)}`);
    expect({ status, installs }).toEqual({ status: 1, installs: [] });
    expect(output).toContain("refused: root@192.0.2.1 does not accept");
  });

  it("prints how to unlock an encrypted disk", () => {
    expect(install(answers(DEBIAN)).output).toContain("just unlock cinnabar");
    expect(install("exit 255").output).toContain("just unlock cinnabar");
  });

  it("keeps the exit code of clan", () => {
    const standIns = new StandIns();
    standIns.add("ssh", answers(DEBIAN));
    standIns.add("clan", "exit 7");
    expect(runWith(standIns).status).toBe(7);
  });

  it("leaves no temporary files behind", () => {
    const standIns = new StandIns();
    standIns.add("ssh", answers(DEBIAN));
    standIns.add("clan", 'echo key > "$TMPDIR/age.key"; echo "made in $TMPDIR"; exit 1');
    const { stdout } = runWith(standIns);
    const [, folder = "/"] = /made in (.*)/.exec(stdout) ?? [];
    expect(folder).toMatch(/^\/tmp\/nix-fleet-/);
    expect(existsSync(folder)).toBe(false);
  });

  it.each(AWKWARD_VALUES)("passes the value %j unchanged", (value) => {
    const { calls } = install(answers(DEBIAN), {
      MACHINE: value,
      ADDRESS: value,
      IDENTITY_FILE: value,
    });
    const clan = calls.find(([name]) => name === "clan") ?? [];
    expect([clan[3], clan[7]?.split("?")[0], clan[11]]).toEqual([value, `root@${value}`, value]);
    const ssh = calls.find(([name]) => name === "ssh") ?? [];
    expect(ssh[ssh.indexOf("-i") + 1]).toBe(value);
    expect(ssh).toContain(`root@${value}`);
  });
});

describeWithTools(["shellcheck"], "shellcheck", () => {
  it("reports nothing for the install script", () => {
    const { stdout } = spawnSync("shellcheck", ["--shell=sh", "-"], {
      input: CLAN_INSTALL_SCRIPT,
      encoding: "utf8",
    });
    expect(stdout).toBe("");
  });
});
