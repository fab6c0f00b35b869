import type { TerraformResourceLifecycle } from "cdktf";
import { expect, it } from "vitest";
import { oneMachine, SERVER } from "../../support/fleets";

const IGNORED = ["ssh_keys", "image", "user_data"];
const TRIGGERS = ["hcloud_server.cinnabar.id", "terraform_data.server-cinnabar"];

/** The lifecycle blocks of the server and the install, in both renderings. */
function lifecycles(own: TerraformResourceLifecycle) {
  const { stack } = oneMachine({
    server: { ...SERVER, lifecycle: own, install: { lifecycle: own } },
  });
  const [byDefault, inTerranix] = [stack.toTerraform(), stack.toTerranix()].map((json) => {
    const { hcloud_server, null_resource } = JSON.parse(JSON.stringify(json)).resource;
    return {
      server: hcloud_server.cinnabar.lifecycle,
      install: null_resource["install-cinnabar"].lifecycle,
    };
  });
  return { byDefault, inTerranix };
}

it("adds ignored attributes and triggers to the guards", () => {
  const { byDefault, inTerranix } = lifecycles({
    ignoreChanges: ["labels", "image"],
    replaceTriggeredBy: ["terraform_data.other", "hcloud_server.cinnabar.id"],
  });
  expect(byDefault?.server).toEqual({
    prevent_destroy: true,
    ignore_changes: [...IGNORED, "labels"],
    replace_triggered_by: ["terraform_data.other", "hcloud_server.cinnabar.id"],
  });
  expect(byDefault?.install).toEqual({
    ignore_changes: ["triggers", "labels", "image"],
    replace_triggered_by: [...TRIGGERS, "terraform_data.other"],
  });
  const own = {
    ignore_changes: ["labels", "image"],
    replace_triggered_by: ["terraform_data.other", "hcloud_server.cinnabar.id"],
  };
  expect(inTerranix).toEqual({ server: own, install: own });
});

it("ignores every change with ignoreChanges: all", () => {
  const { byDefault } = lifecycles({ ignoreChanges: "all" });
  expect(byDefault?.server).toEqual({ prevent_destroy: true, ignore_changes: "all" });
});

it("allows the fleet to remove only the protection", () => {
  const { byDefault } = lifecycles({ preventDestroy: false });
  expect(byDefault?.server).toEqual({ prevent_destroy: false, ignore_changes: IGNORED });
  expect(byDefault?.install).toEqual({
    prevent_destroy: false,
    ignore_changes: ["triggers"],
    replace_triggered_by: TRIGGERS,
  });
});
