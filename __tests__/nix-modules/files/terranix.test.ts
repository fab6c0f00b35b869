import { expect, it } from "vitest";
import { ApiToken, HetznerStack, NixosMachine } from "../../../constructs";
import { nixSide } from "../../support/diagnostics";
import { DISK, oneMachine, SERVER } from "../../support/fleets";

const FLAKE_MODULE = "modules/flake-parts/terranix.nix";

it("runs terranix in the folder of each stack, where its state is", () => {
  const { app, fleet } = oneMachine();
  const props = { stateVersion: "25.11", server: SERVER, disk: DISK };
  const machines = [new NixosMachine(fleet, "verdigris", props)];
  new HetznerStack(app, "second", { machines, token: ApiToken.fromClanSecret("second-token") });
  const { files } = nixSide(app);
  const text = files.find(({ path }) => path === FLAKE_MODULE)?.text ?? "";
  const folders = [...text.matchAll(/workdir = "(.*)";/g)].map(([, to]) => to);
  expect(folders).toEqual(["terraform/stacks/hetzner", "terraform/stacks/second"]);
});

it("leaves a stack out that has a block which terranix does not have", () => {
  const { app, stack } = oneMachine();
  stack.addOverride("moved", [{ from: "hcloud_server.old", to: "hcloud_server.cinnabar" }]);
  const paths = nixSide(app).files.map(({ path }) => path);
  expect(paths.filter((path) => path.includes("terranix"))).toEqual([]);
});
