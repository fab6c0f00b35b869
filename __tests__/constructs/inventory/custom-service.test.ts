import { expect, it } from "vitest";
import { CustomService, FlakeInput, Tag } from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { mixed } from "../../support/mixed-fleet";
import { describeWrongFleets } from "../../support/wrong-fleets";

describeWrongFleets("a wrong custom service", [
  {
    mistake: "a role of a custom service without effect on its machines",
    declare: () =>
      mixed(({ fleet }) => {
        const roles = { agent: { tags: [Tag.ALL], classes: ["nixos"] } } as const;
        new CustomService(fleet, "monitor", { module: "monitor", roles });
      }),
    path: "infra/service:monitor",
    code: "role-without-effect",
    says: ["role monitor.agent has no effect on darwin"],
  },
  {
    mistake: "a service of an input of another fleet",
    declare: () =>
      mixed(({ fleet }) => {
        const input = new FlakeInput(mixed().fleet, "community", { url: "github:clan/community" });
        const roles = { agent: { tags: [Tag.ALL] } };
        new CustomService(fleet, "chat", { module: "matrix", input, roles });
      }),
    path: "infra/service:chat",
    code: "input-undeclared",
    says: ['undeclared flake input: "community"', "self, nixpkgs", "FlakeInput"],
  },
]);

it("a service of this flake or of an input is an instance like any other", () => {
  const { app, fleet, cinnabar } = mixed();
  const input = new FlakeInput(fleet, "community", { url: "github:clan/community" });
  // A service can merge values, such as lines.
  const machines = [{ machine: cinnabar, settings: { motd: "second" } }];
  const roles = { agent: { tags: [Tag.ALL], machines, settings: { interval: 5, motd: "first" } } };
  new CustomService(fleet, "monitor", { module: "monitor", input: "self", roles });
  new CustomService(fleet, "metrics", { module: "metrics", roles });
  new CustomService(fleet, "chat", { module: "matrix", input, roles });
  expect(issuesOf(app)).toEqual([]);
  const texts = Object.fromEntries(nixSide(app).files.map(({ path, text }) => [path, text]));
  expect(texts["modules/clan/inventory/monitor.nix"]).toContain('input = "self"');
  expect(texts["modules/clan/inventory/metrics.nix"]).toContain('input = "self"');
  expect(texts["modules/clan/inventory/chat.nix"]).toContain('input = "community"');
  expect(texts["modules/clan/inventory/chat.nix"]).toContain("interval = 5;");
});
