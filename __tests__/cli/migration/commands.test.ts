import { tmpdir } from "node:os";
import { afterEach, beforeEach, expect, it } from "vitest";
import { runOn } from "../../../cli/migration/commands";
import { Fleet, NixosMachine } from "../../../constructs";
import { testApp } from "../../support/fleets";
import { StandIns } from "../../support/stand-ins";

const { PATH } = process.env;
let standIns: StandIns;

beforeEach(() => {
  standIns = new StandIns();
  standIns.add("ssh", "");
  process.env.PATH = standIns.path;
});

afterEach(() => {
  process.env.PATH = PATH;
});

it.each([
  [undefined, [], "ssh://root@nas.infra"],
  [undefined, [2022], "ssh://root@nas.infra:2022"],
  ["ada@nas.lan:22?ProxyJump=gate", [2022], "ssh://ada@nas.lan:22"],
])("connects to a machine at %s with the ports %j", async (targetHost, ports, destination) => {
  const app = testApp();
  const nas = new NixosMachine(new Fleet(app, "infra"), "nas", {
    stateVersion: "25.11",
    ...(targetHost !== undefined && { targetHost }),
    ...(ports.length > 0 && { settings: { services: { openssh: { ports } } } }),
  });
  app.prepare();
  await runOn(nas, "true", { folder: tmpdir(), timeout: 60 });
  expect(standIns.calls.at(-1)?.slice(-2)).toEqual([destination, "sh"]);
});
