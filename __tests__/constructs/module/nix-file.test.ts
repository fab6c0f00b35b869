import { describe, expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  ExternalModule,
  inputModule,
  type Module,
  NixFile,
  NixosMachine,
  User,
  UserAccount,
} from "../../../constructs";
import { issuesOf, nixSide, renderedFiles } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";
import { fleetIn } from "../../support/repository";
import { describeWrongFleets } from "../../support/wrong-fleets";

const FILES = {
  "nixos/nginx.nix": "{ services.nginx.enable = true; }",
  "nixos/common/default.nix": "{ imports = [ ./ssh.nix ../nginx.nix ]; }",
  "nixos/common/ssh.nix": "{ }",
  "modules/_lib/home.nix": "{ }",
  "modules/hosts/cinnabar/_hardware.nix": "{ }",
};

const importing = (imports: (fleet: Parameters<typeof nginx>[0]) => readonly Module<"nixos">[]) =>
  fleetIn(FILES, (fleet) => {
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports: imports(fleet) });
  });

const nginx = (fleet: ConstructorParameters<typeof NixFile>[0], path = "nixos/nginx.nix") =>
  new NixFile(fleet, "nginx", { classes: ["nixos"], path });

const textOf = ({ app }: ReturnType<typeof importing>, path: string): string =>
  renderedFiles(app).find((file) => file.path === path)?.text ?? "";

describe("a plain Nix file", () => {
  it("is imported by a machine with its path", () => {
    const fleet = importing((scope) => [nginx(scope)]);
    expect(textOf(fleet, "modules/hosts/cinnabar/default.nix")).toContain(
      "imports = [ ../../../nixos/nginx.nix ];",
    );
  });

  it("is imported from the folder of the machine's own file", () => {
    const fleet = importing((scope) => [nginx(scope, "modules/hosts/cinnabar/_hardware.nix")]);
    expect(textOf(fleet, "modules/hosts/cinnabar/default.nix")).toContain(
      "imports = [ ./_hardware.nix ];",
    );
  });

  it("is imported by a feature and a home, in its classes", () => {
    const fleet = fleetIn(FILES, (scope) => {
      const both = new NixFile(scope, "common", {
        classes: ["nixos", "homeManager"],
        path: "./nixos/common/",
      });
      const home = new NixFile(scope, "home", {
        classes: ["homeManager"],
        path: "modules/_lib/home.nix",
      });
      const base = new DendriticModule(scope, "base", {
        parts: { nix: { nixos: {}, darwin: {} } },
        imports: [both, inputModule("home-manager", "nixos", "home-manager")],
      });
      const user = new User(scope, "ada", { home: { stateVersion: "25.11", modules: [home] } });
      const machines = [
        new NixosMachine(scope, "cinnabar", { stateVersion: "25.11", imports: [base] }),
      ];
      new UserAccount(scope, "users-ada", { user, machines });
    });
    const base = textOf(fleet, "modules/base/nix.nix");
    expect(base.match(/\.\.\/\.\.\/nixos\/common\n/g)).toHaveLength(1);
    expect(textOf(fleet, "modules/users/ada.nix")).toContain("imports = [ ../_lib/home.nix ];");
  });

  it("is imported once if two constructs have the same path", () => {
    const fleet = importing((scope) => [nginx(scope), nginx(scope)]);
    const text = textOf(fleet, "modules/hosts/cinnabar/default.nix");
    expect(text.match(/nginx\.nix/g)).toHaveLength(1);
  });

  it("can import home-manager, like a hand-written module", () => {
    const { app } = fleetIn(FILES, (fleet) => {
      const user = new User(fleet, "ada", { home: { stateVersion: "25.11" } });
      const machines = [
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports: [nginx(fleet)] }),
      ];
      new UserAccount(fleet, "users-ada", { user, machines });
    });
    expect(issuesOf(app)).toEqual([]);
  });

  it("is assumed to exist without a repository", () => {
    const { app } = fleetWith((fleet) => {
      nginx(fleet, "nixos/elsewhere.nix");
    });
    expect(issuesOf(app)).toEqual([]);
  });
});

describe("a plain Nix file that a Mac imports", () => {
  const filesOf = (path: string): readonly string[] => {
    const { app, fleet } = fleetIn(
      {
        ...FILES,
        "machines/blackphos/configuration.nix": "{ imports = [ ./dock.nix ]; }",
        "machines/blackphos/dock.nix": "",
      },
      (scope) => {
        const file = new NixFile(scope, "own", { classes: ["darwin"], path });
        new DarwinMachine(scope, "blackphos", {
          primaryUser: new User(scope, "ada"),
          stateVersion: 6,
          imports: [file],
        });
      },
    );
    const [machine] = fleet.machines;
    return machine === undefined ? [] : nixSide(app).triggersOf(machine).files;
  };
  const OWN = ["machines/blackphos/configuration.nix", "machines/blackphos/dock.nix"];

  it("triggers its activation, like the files of the machine", () => {
    expect(filesOf("nixos/nginx.nix")).toEqual(["nixos/nginx.nix", ...OWN]);
  });

  it("triggers its activation together with the files that it imports", () => {
    expect(filesOf("nixos/common")).toEqual([
      "nixos/common/default.nix",
      OWN[0],
      "nixos/common/ssh.nix",
      "nixos/nginx.nix",
      OWN[1],
    ]);
  });
});

describeWrongFleets("a file of a module", [
  {
    mistake: "a plain Nix file that does not exist",
    declare: () => importing((fleet) => [nginx(fleet, "nixos/ngnix.nix")]),
    path: "infra/nix-file:nginx",
    code: "module-file-missing",
    says: ['"nixos/ngnix.nix"', "create the file"],
  },
  {
    mistake: "a folder without default.nix",
    declare: () => importing((fleet) => [nginx(fleet, "nixos")]),
    path: "infra/nix-file:nginx",
    code: "module-file-missing",
    says: ['"nixos"'],
  },
  {
    mistake: "a hand-written module without its file",
    declare: () =>
      fleetIn(FILES, (fleet) => {
        new ExternalModule(fleet, "mine", { classes: ["nixos"], path: "mine/mine.nix" });
      }),
    path: "infra/module:mine",
    code: "module-file-missing",
    says: ['"modules/mine/mine.nix"'],
  },
  {
    mistake: "a plain Nix file that import-tree would import",
    declare: () => importing((fleet) => [nginx(fleet, "modules/nginx.nix")]),
    path: "infra/nix-file:nginx",
    code: "nix-file-in-modules",
    says: ['"modules/nginx.nix"', "'_'", "ExternalModule"],
  },
  ...["/etc/nixos/x.nix", "../x.nix", "a/../x.nix", "a b.nix", "", "~/x.nix", "a//b.nix"].map(
    (path) => ({
      mistake: `the path ${JSON.stringify(path)}`,
      declare: () => importing((fleet) => [nginx(fleet, path)]),
      path: "infra/nix-file:nginx",
      code: "nix-file-path-invalid",
      says: [JSON.stringify(path)],
    }),
  ),
]);
