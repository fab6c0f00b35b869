import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { printJson } from "../../constructs/terraform/json";
import { renderedFiles } from "../support/diagnostics";
import { oneMachine } from "../support/fleets";
import { StandIns } from "../support/stand-ins";
import { describeWithTools } from "../support/tools";
import { type ProviderDouble, startProviderDouble } from "./provider-double/provider-double";
import { Terraform } from "./support/terraform";

const INSTALL = "null_resource.install-cinnabar";

let world: ProviderDouble;
let standIns: StandIns;

/** What the installs wrote, one line for each event. */
const events = () => {
  const path = join(world.directory, "events");
  return existsSync(path) ? readFileSync(path, "utf8").trim().split("\n") : [];
};

/** The folders of runs that are still there. */
const leftOver = () =>
  readdirSync("/tmp").filter(
    (name) => /^nix-fleet-\w{6}$/.test(name) && existsSync(join("/tmp", name, world.directory)),
  );

/** An install that leaves a key in its temporary folder, and takes long the first time. */
const CLAN = (directory: string) => `
[ "$1" = machines ] || { printf %s ${"t".repeat(64)}; exit; }
mkdir -p "$TMPDIR${directory}"
if [ -e ${directory}/running ]; then
  # Nobody may have waited yet for a process that ended.
  case $(ps -o stat= -p "$(cat ${directory}/running)") in
    "" | Z*) ;;
    *) echo overlap >> ${directory}/events ;;
  esac
fi
echo started >> ${directory}/events
[ ! -e ${directory}/running ] || { echo installed >> ${directory}/events; exit; }
echo $$ > ${directory}/running
sleep 8
echo installed >> ${directory}/events`;

beforeEach(async () => {
  world = await startProviderDouble();
  standIns = new StandIns();
  standIns.add("clan", CLAN(world.directory));
  standIns.add("jq", `printf '{"secret":"%s"}' "$4"`);
  standIns.add("ssh", "printf 'ID=debian\\nHOST_NAME=cinnabar\\n'");
  standIns.addSleep();
});

afterEach(() => world.stop());

async function deployed(): Promise<Terraform> {
  const path = "terraform/stacks/hetzner/cdk.tf.json";
  const { text = "" } = renderedFiles(oneMachine().app).find((file) => file.path === path) ?? {};
  const folder = join(world.directory, "terraform/stacks/hetzner");
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), printJson(JSON.parse(text)));
  const terraform = new Terraform(folder, world, { PATH: standIns.path });
  expect(await terraform.init()).toMatchObject({ exitCode: 0 });
  return terraform;
}

describeWithTools(["terraform", "ps"], "an install whose Terraform is ended", () => {
  it.each(["SIGKILL", "SIGTERM", "SIGINT"] as const)("by %s", async (signal) => {
    const terraform = await deployed();
    const ended = await terraform.applyUntil(() => events().includes("started"), signal);
    expect(ended.exitCode).not.toBe(0);

    expect(await terraform.apply()).toMatchObject({ exitCode: 0, stderr: "" });
    expect(events()).toEqual(["started", "started", "installed"]);
    expect(leftOver()).toEqual([]);
    expect((await terraform.state()).get(INSTALL)?.tainted).toBeUndefined();
    expect(await terraform.plan()).toMatchObject({ exitCode: 0, changes: {} });
  });
});
