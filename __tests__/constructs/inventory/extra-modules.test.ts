import { describe, expect, it } from "vitest";
import {
  ClanService,
  DendriticModule,
  type Fleet,
  inputModule,
  Tag,
  UserAccount,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { mixed } from "../../support/mixed-fleet";

function shellModule(fleet: Fleet): DendriticModule<"nixos" | "darwin"> {
  const enabled = { programs: { zsh: { enable: true } } };
  return new DendriticModule(fleet, "zsh", { parts: { zsh: { nixos: enabled, darwin: enabled } } });
}

describe("an extra module of both classes", () => {
  it("applies to machines of both classes in one role of the importer", () => {
    const { app, fleet, blackphos } = mixed();
    const roles = { default: { tags: [Tag.ALL], extraModules: [shellModule(fleet)] } };
    new ClanService(fleet, "zsh-for-all", { service: "importer", roles });
    expect(issuesOf(app)).toEqual([]);
    const { files, triggersOf } = nixSide(app);
    const text = files.find(({ path }) => path.endsWith("inventory/zsh-for-all.nix"))?.text;
    expect(text).toContain("{ _class, ... }:");
    expect(text).toContain("imports = [ config.flake.modules.${_class}.zsh ];");
    expect(triggersOf(blackphos).texts.join("\n")).toContain("programs.zsh.enable");
  });

  it("applies to machines of both classes in an account", () => {
    const { app, fleet, crs58 } = mixed();
    const onlyNixos = inputModule("srvos", "nixos", "mixins-terminfo");
    const extraModules = [shellModule(fleet), onlyNixos];
    new UserAccount(fleet, "crs58", { user: crs58, machines: [Tag.ALL], extraModules });
    expect(issuesOf(app)).toEqual([]);
    const textOf = (name: string) =>
      nixSide(app).files.find(({ path }) => path.endsWith(`inventory/${name}.nix`))?.text;
    expect(textOf("crs58")).toContain("config.flake.modules.nixos.zsh");
    expect(textOf("crs58")).toContain("inputs.srvos.nixosModules.mixins-terminfo");
    expect(textOf("crs58-darwin")).toContain("extraModules = [ config.flake.modules.darwin.zsh ];");
  });

  it("is refused in an account without a machine of its class", () => {
    const { app, fleet, crs58, blackphos } = mixed();
    const extraModules = [inputModule("srvos", "nixos", "mixins-terminfo")];
    new UserAccount(fleet, "crs58", { user: crs58, machines: [blackphos], extraModules });
    expect(issuesOf(app).map(({ code, message }) => [code, message.split("\n")[1]])).toEqual([
      ["role-module-class", "  allowed: a module for darwin"],
    ]);
  });
});
