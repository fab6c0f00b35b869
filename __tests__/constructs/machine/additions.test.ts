import { Aspects } from "cdktf";
import type { IConstruct } from "constructs";
import { describe, expect, it } from "vitest";
import {
  addCheck,
  DendriticModule,
  Machine,
  NixosMachine,
  type Settings,
  SshdService,
  Tag,
} from "../../../constructs";
import { issuesOf, renderedFiles } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";

const TAILSCALE = { services: { tailscale: { enable: true } } };

function textOf(app: Parameters<typeof renderedFiles>[0], path: string): string {
  return renderedFiles(app).find((file) => file.path === path)?.text ?? "";
}

describe("an aspect", () => {
  it("adds tags, settings and modules to machines", () => {
    const { app } = fleetWith((fleet) => {
      const patched = new Tag(fleet, "patched");
      const parts = { shell: { nixos: { programs: { fish: { enable: true } } } } };
      const shell = new DendriticModule(fleet, "shell", { parts });
      const settings: Settings = { services: { openssh: { enable: true } } };
      new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings });
      new SshdService(fleet, "sshd", { servers: [patched], clients: [Tag.ALL] });
      Aspects.of(fleet).add({
        visit(construct: IConstruct): void {
          if (!NixosMachine.isNixosMachine(construct)) return;
          construct.addTags(patched, patched);
          construct.addSettings(TAILSCALE);
          construct.addImports(shell);
        },
      });
    });
    expect(issuesOf(app)).toEqual([]);
    const host = textOf(app, "modules/hosts/cinnabar/default.nix");
    expect(host).toContain("openssh.enable = true;");
    expect(host).toContain("tailscale.enable = true;");
    expect(host).toContain("shell");
    expect(textOf(app, "modules/clan/inventory/machines.nix")).toContain('"patched"');
  });

  it("that throws does not stop other aspects, and is reported at the visited construct", () => {
    const seen: string[] = [];
    const { app } = fleetWith((fleet) => {
      const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
      Aspects.of(machine).add({
        visit() {
          throw new Error("no owner");
        },
      });
      Aspects.of(fleet).add({ visit: ({ node }) => void seen.push(node.path) });
    });
    const issues = issuesOf(app).map(({ path, code, message }) => [
      path,
      code,
      message.split("\n")[0],
    ]);
    expect(issues).toEqual([["infra/machine:cinnabar", "declaration-failed", "no owner"]]);
    expect(seen).toEqual(["infra", "infra/machine:cinnabar"]);
  });
});

describe("additions to a machine", () => {
  it("are refused if they set an option to a different value", () => {
    const { app } = fleetWith((fleet) => {
      const settings = { services: { tailscale: { enable: false } } };
      const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings });
      machine.addSettings(TAILSCALE);
    });
    expect(
      issuesOf(app)
        .map(({ code, message }) => `${code}: ${message}`)
        .join(),
    ).toContain(
      "setting-conflict: setting services.tailscale.enable has conflicting values in props and addSettings",
    );
  });

  it("are refused after validation", () => {
    const { app } = fleetWith((fleet) => {
      const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
      addCheck(machine, () => {
        if (Machine.isMachine(machine)) machine.addSettings(TAILSCALE);
        return [];
      });
    });
    expect(issuesOf(app).map(({ code, message }) => [code, message.split("\n")[0]])).toEqual([
      [
        "declaration-failed",
        "addSettings is called after infra/machine:cinnabar was validated, so it would have no effect",
      ],
    ]);
  });
});
