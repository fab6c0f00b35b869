import { expect, it } from "vitest";
import {
  DendriticModule,
  Fleet,
  NixosMachine,
  nix,
  type Settings,
  User,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { fleetWith, machineWith, personWithHome, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { nixosModule } from "../module/nixos-module";

const DOTTED_HOME: Settings = { "programs.fish.enable": true };

describeWrongFleets("wrong settings", [
  {
    mistake: "an option of a module as one name with dots",
    declare: () =>
      fleetWith((fleet) => {
        const darwin: Settings = { "system.defaults.dock.autohide": true };
        new DendriticModule(fleet, "dock", { parts: { dock: { darwin } } });
      }),
    path: "infra/module:dock",
    code: "option-dotted",
    says: ['"system.defaults.dock.autohide"', "{ dock: { autohide: … } } } }"],
  },
  {
    mistake: "an option of a home as one name with dots",
    declare: () =>
      fleetWith((fleet) => {
        personWithHome(fleet, "crs58", { settings: DOTTED_HOME });
      }),
    path: "infra/user:crs58",
    code: "option-dotted",
    says: ['one name with dots: "programs.fish.enable"', "{ programs: { fish: { enable: … } } }"],
  },
  {
    mistake: "an option as one name with dots",
    declare: () =>
      fleetWith((fleet) => {
        const settings: Settings = { "services.openssh.enable": true };
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings });
      }),
    path: "infra/machine:cinnabar",
    code: "option-dotted",
    says: [
      'one name with dots: "services.openssh.enable"',
      "{ services: { openssh: { enable: … } } }",
    ],
  },
  ...[{ imports: ["./x.nix"] }, { imports: "./x.nix" }].map((settings) => ({
    mistake: `a module imported as ${JSON.stringify(settings.imports)}`,
    declare: () => machineWith(settings),
    path: "infra/machine:cinnabar",
    code: "import-as-text",
    says: ['with a string, which is not a Nix path: "./x.nix"', "new NixFile(fleet, "],
  })),
  {
    mistake: "a module of a home imported as a string",
    declare: () =>
      machineWith({ "home-manager": { users: { ada: { imports: ["/etc/ada.nix"] } } } }),
    path: "infra/machine:cinnabar",
    code: "import-as-text",
    says: ['"/etc/ada.nix"'],
  },
  {
    mistake: "a construct in a machine's options",
    declare: () =>
      machineWith((fleet) => ({
        nix: { settings: { "trusted-users": [new User(fleet, "crs58") as unknown as string] } },
      })),
    path: "infra/machine:cinnabar",
    code: "setting-not-a-value",
    says: [
      'settings.nix.settings.trusted-users.0 is an object that cannot be a setting: "an object of User"',
      "such as its name",
    ],
  },
  ...[
    ["config", "option-in-config"],
    ["options", "option-declared-in-settings"],
  ].map(([name = "", code = ""]) => ({
    mistake: `settings in the form of a whole module, with ${name}`,
    declare: () => fleetWith((fleet) => nixosModule(fleet, "shell", [], "shell", { [name]: {} })),
    path: "infra/module:shell",
    code,
    says: [`"${name}"`, "as in a complete module"],
  })),
]);

it("the flake's config is refused where the machine's config shadows it, with the remedy", () => {
  const { app } = machineWith({
    networking: { domain: nix.ref("config.flake.meta.domain") },
    environment: { variables: { NAME: nix.ref("config.networking.hostName") } },
  });
  const [issue] = nixSide(app).issues;
  expect(issue?.path).toBe("infra/machine:cinnabar");
  expect(issue?.message).toContain("refer to facts with user.meta(…)");
});

it("a machine can have imports in its settings, in addition to its modules", () => {
  const { app } = fleetWith((fleet) => {
    const settings = { imports: [nix.ref("inputs.srvos.nixosModules.server")] };
    const imports = [nixosModule(fleet, "shell")];
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports, settings });
  });
  expect(issuesOf(app)).toEqual([]);
  const host = nixSide(app).files.find(({ path }) => path.endsWith("cinnabar/default.nix"));
  expect(host?.text).toMatch(
    /imports = \[\s+config\.flake\.modules\.nixos\.shell\s+inputs\.srvos\.nixosModules\.server\s+\];/,
  );
});

it("a value that Nix cannot express is an error at its construct, with the place in the value", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const settings = { services: { gatus: { settings: { web: { port: Number.NaN } } } } };
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", settings });
  const [issue] = nixSide(app).issues;
  expect(issue?.path).toBe("infra/machine:cinnabar");
  expect(issue?.message).toContain("services.gatus.settings.web.port");
});

it.each([
  { imports: [nix.path("../x.nix"), nix.ref("inputs.disko.nixosModules.disko")] },
  { services: { gatus: { settings: { imports: ["a text of a service's own"] } } } },
])("settings can contain imports that are not strings: %#", (settings) => {
  expect(issuesOf(machineWith(settings).app)).toEqual([]);
});
