import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { renderedFiles } from "../../support/diagnostics";
import { testApp } from "../../support/fleets";
import { StandIns } from "../../support/stand-ins";
import { describeWithTools } from "../../support/tools";
import {
  type ProviderDouble,
  startProviderDouble,
} from "../../terraform/provider-double/provider-double";
import { Terraform } from "../../terraform/support/terraform";
import { fleetOf, justfileOf, WHOLE } from "./support/fleet-of";
import { type JustRun, just, type Programs } from "./support/just";

const TEXT = justfileOf(WHOLE);

describeWithTools(["just", "jq", "terraform"], "the recipe unlock", () => {
  let world: ProviderDouble;
  let state: string;
  let address: string;

  beforeAll(async () => {
    world = await startProviderDouble();
    const terraform = await applied(world);
    state = JSON.stringify(await terraform.show());
    address = String((await terraform.state()).get("hcloud_server.vps")?.values.ipv4_address);
  });

  afterAll(() => world.stop());

  it("sends the passphrase to the address in the state, and does not print it", () => {
    const { status, stdout, stderr, calls } = unlock();
    expect({ status, stdout }).toEqual({ status: 0, stdout: "received open-sesame" });
    const [ssh = [], ...others] = [...calls].reverse();
    expect(others.reverse().map((call) => call.join(" "))).toEqual([
      "tofu -chdir=terraform/stacks/hetzner init -input=false",
      "tofu -chdir=terraform/stacks/hetzner show -json",
      "clan vars get cinnabar initrd-ssh/id_ed25519.pub",
      "clan vars get cinnabar luks/passphrase",
    ]);
    expect(ssh.slice(-2)).toEqual([`root@${address}`, "systemd-tty-ask-password-agent"]);
    expect(stderr).not.toContain("open-sesame");
  });

  it.each<[string, () => string]>([
    ["a stack that was never applied", () => show('{"format_version":"1.0"}')],
    ["a state with other servers only", () => show(state.replaceAll("cinnabar", "argentum"))],
  ])("reports %s, and does not read the passphrase", (_, tofu) => {
    const { status, stderr, calls } = unlock({ tofu: tofu() });
    expect(status).toBe(1);
    expect(stderr).toContain(
      "error: no server cinnabar in the state of hetzner: the state is in another place, or the server does not exist yet",
    );
    expect(calls.map(([program]) => program)).toEqual(["tofu", "tofu"]);
  });

  it("does not read the passphrase when the state cannot be read", () => {
    const { status, stderr, calls } = unlock({ tofu: '[ "$2" = init ] || exit 5' });
    expect(status).not.toBe(0);
    expect(stderr).not.toContain("no server cinnabar");
    expect(calls.map(([program]) => program)).toEqual(["tofu", "tofu"]);
  });

  it("accepts only the host key of the initrd", () => {
    const ssh = `for option; do
      case $option in UserKnownHostsFile=*) cat "\${option#*=}" ;; esac
    done`;
    const { stdout, calls } = unlock({ ssh });
    expect(stdout).toBe("cinnabar-initrd ssh-ed25519 AAAAinitrd\n");
    const options = ["-p", "2222", "HostKeyAlias=cinnabar-initrd", "StrictHostKeyChecking=yes"];
    expect(calls.at(-1)).toEqual(expect.arrayContaining(options));
  });

  it("sends nothing when there is no passphrase", () => {
    const { status, calls } = unlock({ clan: "exit 4" });
    expect(status).toBe(4);
    expect(calls.map(([program]) => program)).not.toContain("ssh");
  });

  it("fails when ssh fails", () => {
    expect(unlock({ ssh: "exit 255" }).status).toBe(255);
  });

  function unlock(programs: Programs = {}): JustRun {
    return just(TEXT, ["unlock", "cinnabar"], {
      tofu: show(state),
      clan: `case $4 in
        initrd-ssh/id_ed25519.pub) echo "ssh-ed25519 AAAAinitrd" ;;
        luks/passphrase) printf open-sesame ;;
      esac`,
      ssh: 'printf "received %s" "$(cat)"',
      ...programs,
    });
  }
});

/** The stack of the server, applied with the real Terraform. */
async function applied(world: ProviderDouble): Promise<Terraform> {
  const app = testApp();
  fleetOf(app, WHOLE);
  const folder = join(world.directory, "hetzner");
  mkdirSync(folder);
  const stack = renderedFiles(app).find(({ path }) => path.endsWith("hetzner/cdk.tf.json"));
  writeFileSync(join(folder, "cdk.tf.json"), stack?.text ?? "");
  const standIns = new StandIns();
  standIns.add("clan", `[ "$1" != secrets ] || printf %s ${"t".repeat(64)}`);
  standIns.add("ssh", "printf 'ID=debian\\nHOST_NAME=debian\\n'");
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  await terraform.init();
  expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
  return terraform;
}

/** A `tofu` that prints the given JSON as its state. */
function show(json: string): string {
  return `[ "$2" != show ] || cat <<'STATE'\n${json}\nSTATE`;
}
