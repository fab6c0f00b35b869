import { expect, it } from "vitest";
import {
  CustomService,
  DendriticModule,
  nix,
  SopsSecret,
  User,
  VarsGenerator,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith, personWithHome } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { blackphos, cinnabar, KEY } from "./machines";

describeWrongFleets("a wrong reference to a generator", [
  {
    mistake: "settings with a generator that the machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        blackphos(fleet, [key]);
        const settings = { services: { openssh: { hostKeys: [{ path: key.path("id") }] } } };
        cinnabar(fleet, [], { settings });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: [
      'settings refer to a generator that cinnabar does not have: "infra/vars:key"',
      "add key to `vars`",
    ],
  },
  {
    mistake: "a module with a generator that a machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        blackphos(fleet, [key]);
        const parts = { motd: { nixos: { users: { motd: key.value("id.pub") } } } };
        cinnabar(fleet, [], { imports: [new DendriticModule(fleet, "motd", { parts })] });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: ["settings in module motd refer to a generator that cinnabar does not have", 'vars:key"'],
  },
  {
    mistake: "the path of a secret that is not deployed",
    declare: () =>
      fleetWith((fleet) => {
        const files = { id: { deploy: false } } as const;
        const key = new VarsGenerator(fleet, "key", { ...KEY, files });
        cinnabar(fleet, [key], {
          settings: { environment: { etc: { id: { source: key.path("id") } } } },
        });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-file-not-deployed",
    says: [
      'settings.environment.etc.id.source refers to the path of a secret of key that is not deployed: "id"',
      "remove `deploy: false`",
    ],
  },
  {
    mistake: "a reference to a generator of another machine with the same name",
    declare: () =>
      fleetWith((fleet) => {
        const theirs = new VarsGenerator(blackphos(fleet, []), "key", KEY);
        const path = nix.interpolate`file:${theirs.path("id")}`;
        cinnabar(fleet, [new VarsGenerator(fleet, "key", KEY)], {
          settings: { environment: { variables: { A: path } } },
        });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: [
      'that cinnabar does not have: "infra/machine:blackphos/vars:key"',
      "allowed: infra/vars:key",
      "refer to the machine's own generator of that name",
    ],
  },
  {
    mistake: "a home with a file of a generator",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        cinnabar(fleet, [key]);
        const settings = { programs: { ssh: { extraConfig: key.path("id") } } };
        personWithHome(fleet, "crs58", { settings });
      }),
    path: "infra/user:crs58",
    code: "vars-reference-misplaced",
    says: [
      "home.settings.programs.ssh.extraConfig refers to a file of a generator, but home-manager has no vars",
      '"key/id"',
      "below home-manager.users",
    ],
  },
  {
    mistake: "a module for homes with a file of a generator",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        cinnabar(fleet, [key]);
        const homeManager = {
          home: { file: { key: { source: nix.comment("Theirs.", key.path("id")) } } },
        };
        new DendriticModule(fleet, "ssh", { parts: { ssh: { homeManager } } });
      }),
    path: "infra/module:ssh",
    code: "vars-reference-misplaced",
    says: [
      "parts.ssh.homeManager.home.file.key.source refers to a file of a generator",
      '"key/id"',
    ],
  },
  {
    mistake: "a role of a service with a file of a generator",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        const machines = [{ machine: cinnabar(fleet, [key]), settings: { a: [key.path("id")] } }];
        new CustomService(fleet, "backup", { module: "backup", roles: { client: { machines } } });
      }),
    path: "infra/service:backup",
    code: "vars-reference-misplaced",
    says: [
      "backup.client for cinnabar.a.0 refers to a file of a generator, but the inventory",
      "`extraModules`",
    ],
  },
]);

it("does not compile, and is refused in JavaScript, if it reads the value of a secret", () => {
  const { app } = fleetWith((fleet) => {
    const key = new VarsGenerator(fleet, "key", KEY);
    // @ts-expect-error the file is secret
    const motd = key.value("id");
    cinnabar(fleet, [key], { settings: { users: { motd } } });
  });
  const [issue] = issuesOf(app);
  expect(issue?.path).toBe("infra/machine:cinnabar");
  expect(issue?.message).toContain(
    'settings.users.motd reads the value of a secret of key, which would be in the Nix store: "id"',
  );
  expect(issue?.message).toContain("refer to its path");
});

it("does not compile, and is refused in JavaScript, if the file does not exist", () => {
  const { app } = fleetWith((fleet) => {
    const key = new VarsGenerator(fleet, "key", KEY);
    // @ts-expect-error the file does not exist
    const path = key.path("id_rsa");
    // @ts-expect-error nor does it when it is asked for a second time
    key.path("id_rsa");
    cinnabar(fleet, [key], { settings: { environment: { variables: { A: path } } } });
  });
  expect(issuesOf(app).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^settings.environment.variables.A refers to an undeclared file of generator key: "id_rsa"\n {2}allowed: id, id.pub\n/,
    ),
  ]);
});

it("refuses a reference in a JavaScript string, and shows the correct form", () => {
  fleetWith((fleet) => {
    const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
    const crs58 = new User(fleet, "crs58", { email: "crs58@example.org" });
    expect(() => `!include ${token.path}`).toThrow("write the string as nix.interpolate`…");
    expect(() => `mailto:${crs58.fact("email")}`).toThrow("use the value itself");
  });
});
