import { describe, expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  ExternalModule,
  FlakeInput,
  type Fleet,
  lib,
  type ModuleClass,
  NixFile,
  NixosMachine,
  nix,
  pkgs,
  type Settings,
  SopsSecret,
  types,
  User,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, personWithHome } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";

/** Settings that the compiler would refuse. */
const untyped = (settings: object): Settings => settings as Settings;

const machine = (settings: object, imports: readonly ExternalModule<"nixos">[] = []) =>
  ({ stateVersion: "25.11", imports, settings: untyped(settings) }) as const;

describeWrongFleets("an option", [
  {
    mistake: "a misspelt option of a machine",
    declare: () =>
      fleetWith((fleet) => {
        new NixosMachine(fleet, "web", machine({ services: { openssh: { enabel: true } } }));
      }),
    path: "infra/machine:web",
    code: "option-unknown",
    says: [
      `option in settings is not in the option list of NixOS 25.11: "services.openssh.enabel"`,
      "did you mean enable?",
    ],
  },
  {
    mistake: "a misspelt option in a part for homes",
    declare: () =>
      fleetWith((fleet) => {
        const homeManager = untyped({ programs: { git: { enabel: true } } });
        new DendriticModule(fleet, "dev", { parts: { git: { homeManager } } });
      }),
    path: "infra/module:dev",
    code: "option-unknown",
    says: [
      "option in parts.git.homeManager is not in the option list of home-manager 2026-08",
      "enable?",
    ],
  },
  {
    mistake: "a misspelt option of a home",
    declare: () =>
      fleetWith((fleet) => {
        const settings = untyped({ programs: { fish: { shelAbbrs: {} } } });
        personWithHome(fleet, "ada", { settings });
      }),
    path: "infra/user:ada",
    code: "option-unknown",
    says: [
      'home.settings is not in the option list of home-manager 2026-08: "programs.fish.shelAbbrs"',
    ],
  },
  {
    mistake: "a NixOS option in a part for Macs",
    declare: () =>
      fleetWith((fleet) => {
        const darwin = untyped({ boot: { tmp: { cleanOnBoot: true } } });
        new DendriticModule(fleet, "tmp", { parts: { tmp: { darwin } } });
      }),
    path: "infra/module:tmp",
    code: "option-unknown",
    says: ["boot.tmp.cleanOnBoot is an option of NixOS: set it in a module for nixos"],
  },
  {
    mistake: "a wrong member of an enum",
    declare: () =>
      fleetWith((fleet) => {
        const settings = untyped({ homebrew: { onActivation: { cleanup: "nones" } } });
        new DarwinMachine(fleet, "mac", { stateVersion: 6, settings });
      }),
    path: "infra/machine:mac",
    code: "option-wrong-type",
    says: [
      "homebrew.onActivation.cleanup in settings does not match its type in the option list of nix-darwin 2026-06",
      'did you mean "none"?',
    ],
  },
  {
    mistake: "a missing option in a list item",
    declare: () =>
      fleetWith((fleet) => {
        const settings = { nix: { buildMachines: [{ systems: ["x86_64-linux"] }] } };
        new NixosMachine(fleet, "web", machine(settings));
      }),
    path: "infra/machine:web",
    code: "option-missing",
    says: ['no default in the option list of NixOS 25.11: "nix.buildMachines[0].hostName"'],
  },
  {
    mistake: "a misspelt option in an expression for all settings",
    declare: () =>
      fleetWith((fleet) => {
        const settings = lib.mkIf(nix.ref("config.x"), { services: { openssh: { enabel: true } } });
        new NixosMachine(fleet, "web", machine(settings));
      }),
    path: "infra/machine:web",
    code: "option-unknown",
    says: ['NixOS 25.11: "services.openssh.enabel"'],
  },
]);

it("the value of a wrong option is not printed if it can be a secret", () => {
  const { app } = fleetWith((fleet) => {
    const settings = { services: { openssh: { enable: `ghp_${"aB3".repeat(12)}` } } };
    new NixosMachine(fleet, "web", machine(settings));
  });
  const issues = issuesOf(app);
  expect(issues.map(({ code }) => code)).toEqual(["option-wrong-type", "secret-in-clear"]);
  expect(issues.map(({ message }) => message).join()).not.toContain("aB3aB3");
});

it("facts, secrets, packages and lib functions are accepted in place of their values", () => {
  const { app } = fleetWith((fleet) => {
    const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
    const ada = new User(fleet, "ada", { fullName: "Ada" });
    new NixosMachine(fleet, "web", {
      stateVersion: "25.11",
      secrets: [token],
      settings: {
        environment: { systemPackages: [pkgs("ripgrep")] },
        nix: { extraOptions: nix.interpolate`!include ${token.path}` },
        services: { nginx: { enable: lib.mkDefault(true) } },
        users: { users: { ada: { description: ada.fact("fullName"), isNormalUser: true } } },
      },
    });
  });
  expect(issuesOf(app)).toEqual([]);
});

describe("an option that is not in any list", () => {
  const settings = {
    services: { backup: { jobs: { home: { paths: ["/home"] } } } },
    mine: { a: { b: 1 } },
  };

  const backup = (fleet: Fleet, options?: object) =>
    new ExternalModule(fleet, "backup", {
      classes: ["nixos"],
      path: "backup/backup.nix",
      ...(options && { options: { nixos: options as { readonly mine: typeof types.anything } } }),
    });

  const found = (declare: (fleet: Fleet) => void): readonly string[] =>
    issuesOf(fleetWith(declare).app).map(
      ({ severity, code, path }) => `${severity} ${code} ${path}`,
    );

  it("is a warning if an imported module may declare it, otherwise an error", () => {
    expect(
      found((fleet) => {
        new NixosMachine(fleet, "with", machine(settings, [backup(fleet)]));
        new NixosMachine(fleet, "without", machine({ mine: 1 }));
      }),
    ).toEqual([
      "error option-unknown infra/machine:without",
      "warning option-unknown infra/machine:with",
      "warning option-unknown infra/machine:with",
    ]);
  });

  it("is an error there too if a known name is similar", () => {
    const misspelt = { services: { openssh: { enabel: true } } };
    expect(
      found((fleet) => void new NixosMachine(fleet, "web", machine(misspelt, [backup(fleet)]))),
    ).toEqual(["error option-unknown infra/machine:web"]);
  });

  it("is accepted after its declaration, and checked like others", () => {
    const jobs = types.attrsOf(types.submodule({ paths: types.listOf(types.path) }));
    const options = { services: { backup: { jobs } }, mine: types.anything };
    expect(
      found(
        (fleet) => void new NixosMachine(fleet, "web", machine(settings, [backup(fleet, options)])),
      ),
    ).toEqual([]);
    expect(
      found((fleet) => {
        const wrong = { services: { backup: { jobs: { home: { path: 1, paths: "x" } } } } };
        new NixosMachine(fleet, "web", machine(wrong, [backup(fleet, options)]));
      }),
    ).toEqual([
      "error option-unknown infra/machine:web",
      "error option-wrong-type infra/machine:web",
    ]);
  });

  it("is accepted if its module declares it, and an error if the module declares no options", () => {
    const withFile = (options?: { readonly nixos: { readonly mine?: typeof types.int } }) =>
      found((fleet) => {
        const props = { classes: ["nixos"], path: "nixos/mine.nix" } as const;
        const file = new NixFile(fleet, "mine", { ...props, ...(options && { options }) });
        const imports = [file];
        new NixosMachine(fleet, "web", { ...machine({ mine: 1 }), imports });
        new NixosMachine(fleet, "db", { ...machine({ mine: "one" }), imports });
      });
    expect(withFile()).toEqual([
      "warning option-unknown infra/machine:db",
      "warning option-unknown infra/machine:web",
    ]);
    expect(withFile({ nixos: { mine: types.int } })).toEqual([
      "error option-wrong-type infra/machine:db",
    ]);
    expect(withFile({ nixos: {} })).toEqual([
      "error option-unknown infra/machine:db",
      "error option-unknown infra/machine:web",
    ]);
  });

  it("is not declared by an element that only has the name of its module", () => {
    expect(
      found((fleet) => {
        const options = { nixos: { mine: types.int } };
        new FlakeInput(fleet, "backup", { url: "github:example/backup", options });
        new NixosMachine(fleet, "web", machine({ other: 1 }, [backup(fleet)]));
      }),
    ).toEqual(["warning option-unknown infra/machine:web"]);
  });

  it("is a warning in a module imported together with an input without declared options", () => {
    const withInput = (
      options?: { readonly [C in ModuleClass]?: { stylix: typeof types.anything } },
    ) =>
      found((fleet) => {
        const stylix = new FlakeInput(fleet, "stylix", {
          url: "github:danth/stylix",
          ...(options && { options }),
        });
        const theme = new DendriticModule(fleet, "theme", {
          parts: { theme: { nixos: untyped({ stylix: { enable: true } }) } },
        });
        const imports = [theme, stylix.module("nixos", "stylix")];
        new NixosMachine(fleet, "web", { stateVersion: "25.11", imports });
      });
    expect(withInput()).toEqual(["warning option-unknown infra/module:theme"]);
    expect(withInput({ nixos: { stylix: types.anything } })).toEqual([]);
  });

  it("can be accepted by name, with a reason", () => {
    expect(
      found((fleet) => {
        const at = new NixosMachine(fleet, "web", machine({ services: { newer: {} } }));
        fleet.accept("option-unknown", { at, because: "nixpkgs has it since last week" });
      }),
    ).toEqual([]);
  });
});
