import { expect, it } from "vitest";
import {
  type AnyGenerator,
  CustomService,
  DarwinMachine,
  DendriticModule,
  Fleet,
  type FleetApp,
  NixosMachine,
  nix,
  SopsSecret,
  User,
  VarsGenerator,
} from "../../constructs";
import { issuesOf } from "../support/diagnostics";
import { personWithHome, testApp } from "../support/fleets";
import { describeWrongFleets, type WrongFleet } from "../support/wrong-fleets";

interface Pair {
  readonly app: FleetApp;
  readonly fleet: Fleet;
}

/** A fleet for machines that `declare` adds. */
function fleetWith(declare: (fleet: Fleet) => void): Pair {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  declare(fleet);
  return { app, fleet };
}

/** A NixOS machine with one generator, of which some properties are wrong. */
function generator(props: Partial<ConstructorParameters<typeof VarsGenerator>[2]>): Pair {
  return fleetWith((fleet) =>
    cinnabar(fleet, [new VarsGenerator(fleet, "key", { ...KEY, ...props })]),
  );
}

const KEY = {
  files: { id: {}, "id.pub": { secret: false } },
  script: 'ssh-keygen -f "$out/id"\n',
} as const;

function cinnabar(
  fleet: Fleet,
  vars: readonly VarsGenerator[],
  props: Partial<ConstructorParameters<typeof NixosMachine>[2]> = {},
): NixosMachine {
  return new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars, ...props });
}

function blackphos(
  fleet: Fleet,
  vars: readonly VarsGenerator[],
  props: Partial<ConstructorParameters<typeof DarwinMachine>[2]> = {},
): DarwinMachine {
  const primaryUser = new User(fleet, "crs58");
  return new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser, vars, ...props });
}

const AGE_KEY = `AGE-SECRET-KEY-1${"QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L".repeat(2)}`.slice(0, 74);

const WRONG_GENERATORS: readonly WrongFleet[] = [
  {
    mistake: "a generator that is shared by one machine",
    declare: () =>
      fleetWith((fleet) => {
        const machine = cinnabar(fleet, []);
        new VarsGenerator(machine, "key", { ...KEY, share: true });
      }),
    path: "infra/machine:cinnabar/vars:key",
    code: "generator-share-scope",
    says: ['is shared, but belongs to one machine: "key"', "declare it below the fleet"],
  },
  {
    mistake: "the answer to a hidden prompt in a public file",
    declare: () =>
      fleetWith((fleet) => {
        const files = { pin: { secret: false } } as const;
        const prompts = { pin: { type: "hidden", persist: true } } as const;
        cinnabar(fleet, [new VarsGenerator(fleet, "door", { files, prompts })]);
      }),
    path: "infra/vars:door",
    code: "prompt-hidden-in-public-file",
    says: ["answer to a hidden prompt is the public file door/pin", "make the file secret"],
  },
  {
    mistake: "a generator without files",
    declare: () => generator({ files: {} }),
    path: "infra/vars:key",
    code: "generator-without-files",
    says: ["generator key makes no files: {}", "at least one file", "$out"],
  },
  {
    mistake: "a file name that leads out of its folder",
    declare: () => generator({ files: { "../id": {} } }),
    path: "infra/vars:key",
    code: "vars-file-name-invalid",
    says: ['invalid name: "../id"', "'.', '_' and '-'", "rename"],
  },
  {
    mistake: "a mode of three digits",
    declare: () => generator({ files: { id: { mode: "400" } } }),
    path: "infra/vars:key",
    code: "secret-mode-invalid",
    says: ['mode of key/id is not one of a file: "400"', "0400", "leading zero"],
  },
  {
    mistake: "a mode that lets everybody read the secret",
    declare: () => generator({ files: { id: { mode: "0444" } } }),
    path: "infra/vars:key",
    code: "secret-mode-open",
    says: ['mode of key/id opens the secret to every account: "0444"', "0440", "group"],
  },
  {
    mistake: "a password for users that belongs to one",
    declare: () => generator({ files: { id: { neededFor: "users", owner: "crs58" } } }),
    path: "infra/vars:key",
    code: "vars-file-owner-too-early",
    says: [
      "key/id is needed for users",
      '{"owner":"crs58","group":"root"}',
      "remove owner and group",
    ],
  },
  {
    mistake: "a name that is no file name",
    declare: () => fleetWith((fleet) => cinnabar(fleet, [new VarsGenerator(fleet, "My Key", KEY)])),
    path: "infra/vars:My Key",
    code: "vars-name-invalid",
    says: ['name of generator is invalid: "My Key"', "a letter or digit"],
  },
  {
    mistake: "a file that nothing writes",
    declare: () => generator({ files: { id: {} }, script: "" }),
    path: "infra/vars:key",
    code: "generator-without-script",
    says: ['neither a script nor a prompt for a file: "id"', "persist: true"],
  },
  {
    mistake: "a prompt that is a question",
    declare: () => generator({ prompts: { "What token?": {} } }),
    path: "infra/vars:key",
    code: "prompt-name-invalid",
    says: ['prompt of generator key has an invalid name: "What token?"', "its description"],
  },
  {
    mistake: "a script that reads a prompt that nobody asks",
    declare: () => generator({ script: 'cp "$prompts/token" "$out/id"\n' }),
    path: "infra/vars:key",
    code: "generator-input-undeclared",
    says: ['reads a prompt that it does not declare: "token"', "none", "`prompts`"],
  },
  {
    mistake: "a script that reads a generator on which it does not depend",
    declare: () =>
      generator({
        script: 'ssh-keygen -s "$in"/openssh-ca/id_ed25519 "$out/id"\n',
        dependencies: [VarsGenerator.ofClan("openssh")],
      }),
    path: "infra/vars:key",
    code: "generator-input-undeclared",
    says: ['reads a generator that it does not declare: "openssh-ca"', "openssh", "`dependencies`"],
  },
  {
    mistake: "a runtime input that is no name",
    declare: () => generator({ runtimeInputs: ["pkgs.openssh --version"] }),
    path: "infra/vars:key",
    code: "generator-package-invalid",
    says: ['"pkgs.openssh --version"', "python3Packages.requests", "nix search"],
  },
  ...[
    {
      kind: "private key",
      script: "echo '-----BEGIN OPENSSH PRIVATE KEY-----\nb3BlbnNzaA==\n' > $out/id\n",
    },
    { kind: "age secret key", script: `echo ${AGE_KEY} > $out/id\n` },
    { kind: "Hetzner API token", script: `token="${"aB3".repeat(21)}x"\n` },
  ].map(({ kind, script }) => ({
    mistake: `a ${kind} in a script`,
    declare: () => generator({ script }),
    path: "infra/vars:key",
    code: "secret-in-clear",
    says: ["in the clear", kind, "characters)"],
  })),
  {
    mistake: "a cycle of generators",
    declare: () =>
      fleetWith((fleet) => {
        const later: AnyGenerator[] = [];
        const first = new VarsGenerator(fleet, "first", { ...KEY, dependencies: later });
        const second = new VarsGenerator(fleet, "second", { ...KEY, dependencies: [first] });
        later.push(second);
        cinnabar(fleet, [first, second]);
      }),
    path: "infra/vars:first",
    code: "generator-cycle",
    says: ['in a cycle: "first -> second -> first"', "no generator twice"],
  },
  {
    mistake: "a shared generator that depends on one of each machine",
    declare: () =>
      fleetWith((fleet) => {
        const own = new VarsGenerator(fleet, "own", KEY);
        const shared = new VarsGenerator(fleet, "ours", {
          ...KEY,
          share: true,
          dependencies: [own],
        });
        cinnabar(fleet, [own, shared]);
      }),
    path: "infra/vars:ours",
    code: "generator-share-mismatch",
    says: ['depends on one that each machine has of its own: "own"', "share own too"],
  },
  {
    mistake: "a dependency that the machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const authority = new VarsGenerator(fleet, "authority", KEY);
        const certificate = new VarsGenerator(fleet, "cert", { ...KEY, dependencies: [authority] });
        cinnabar(fleet, [authority, certificate]);
        blackphos(fleet, [certificate]);
      }),
    path: "infra/machine:blackphos",
    code: "generator-dependency-missing",
    says: [
      'depends on one that blackphos does not have: "authority"',
      "cert",
      "`vars` beside cert",
    ],
  },
  {
    mistake: "a generator that nobody has",
    declare: () => fleetWith((fleet) => void new VarsGenerator(fleet, "key", KEY)),
    path: "infra/vars:key",
    code: "vars-unused",
    says: ['generator is given to no machine: "key"', "`vars`"],
  },
  {
    mistake: "a generator that is declared twice",
    declare: () =>
      fleetWith((fleet) => {
        cinnabar(fleet, [new VarsGenerator(fleet, "key", KEY)]);
        blackphos(fleet, [new VarsGenerator(fleet, "key", KEY)]);
      }),
    path: "infra/vars:key#2",
    code: "vars-duplicate",
    says: ['declared twice: "key"', "one generator for each id in a scope"],
  },
  {
    mistake: "a generator that a machine has twice",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        const parts = { sshd: { nixos: {} } };
        const sshd = new DendriticModule(fleet, "sshd", { vars: [key], parts });
        cinnabar(fleet, [key], { imports: [sshd] });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-given-twice",
    says: [
      'has a generator twice: "key, through cinnabar and module sshd"',
      "one of the two places",
    ],
  },
  {
    mistake: "settings that refer to a generator that the machine does not have",
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
    mistake: "a module that refers to a generator that a machine does not have",
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
        cinnabar(fleet, [key], { settings: { a: { b: key.path("id") } } });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-file-not-deployed",
    says: [
      'settings.a.b refers to the path of a secret of key that no machine gets: "id"',
      "deploy it",
    ],
  },
  {
    mistake: "a reference to another machine's generator of the name of one's own",
    declare: () =>
      fleetWith((fleet) => {
        const theirs = new VarsGenerator(blackphos(fleet, []), "key", KEY);
        const path = nix.interpolate`file:${theirs.path("id")}`;
        cinnabar(fleet, [new VarsGenerator(fleet, "key", KEY)], { settings: { a: path } });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: [
      'that cinnabar does not have: "infra/machine:blackphos/vars:key"',
      "allowed: infra/vars:key",
      "refer to the generator of that name that the machine has",
    ],
  },
  {
    mistake: "a home that refers to a file of a generator",
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
    mistake: "a module for homes that refers to a file of a generator",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        cinnabar(fleet, [key]);
        const homeManager = { home: { file: { key: nix.comment("Theirs.", key.path("id")) } } };
        new DendriticModule(fleet, "ssh", { parts: { ssh: { homeManager } } });
      }),
    path: "infra/module:ssh",
    code: "vars-reference-misplaced",
    says: ["parts.ssh.homeManager.home.file.key refers to a file of a generator", '"key/id"'],
  },
  {
    mistake: "a role of a service that refers to a file of a generator",
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
  {
    mistake: "a generator for partitioning on a Mac",
    declare: () =>
      fleetWith((fleet) => {
        const files = { passphrase: { neededFor: "partitioning" } } as const;
        blackphos(fleet, [new VarsGenerator(fleet, "luks", { ...KEY, files })]);
      }),
    path: "infra/machine:blackphos",
    code: "vars-partitioning-on-mac",
    says: ['luks/passphrase is needed for partitioning, which no Mac does: "blackphos"'],
  },
  {
    mistake: "systemd units to restart on a Mac",
    declare: () =>
      fleetWith((fleet) => {
        const files = { id: { restartUnits: ["sshd.service"] } } as const;
        blackphos(fleet, [new VarsGenerator(fleet, "key", { ...KEY, files })]);
      }),
    path: "infra/machine:blackphos",
    code: "vars-units-on-mac",
    says: ['key/id restarts systemd units, which no Mac has: ["sshd.service"]'],
  },
  {
    mistake: "a generator of a module for homes only",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        const parts = { git: { homeManager: {} } };
        new DendriticModule(fleet, "git", { vars: [key], parts });
      }),
    path: "infra/module:git",
    code: "module-vars-without-system",
    says: [
      'module git has generators or secrets, but nothing for a system: ["key"]',
      "home-manager",
    ],
  },
];

const WRONG_SECRETS: readonly WrongFleet[] = [
  {
    mistake: "a secret in a file outside of the flake",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "../secrets.yaml" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:token",
    code: "secret-file-invalid",
    says: ['not a path in the flake: "../secrets.yaml"', "secrets/github.yaml"],
  },
  {
    mistake: "a secret with a mode in words",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token", mode: "u=r" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:token",
    code: "secret-mode-invalid",
    says: ['mode of secret is not one of a file: "u=r"', "0400"],
  },
  {
    mistake: "a secret that nobody has",
    declare: () =>
      fleetWith((fleet) => void new SopsSecret(fleet, "token", { file: "secrets/token" })),
    path: "infra/secret:token",
    code: "vars-unused",
    says: ['secret is given to no machine: "token"', "`secrets`"],
  },
  {
    mistake: "a secret with a name of several words",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "my token", { file: "secrets/token" });
        cinnabar(fleet, [], { secrets: [token] });
      }),
    path: "infra/secret:my token",
    code: "vars-name-invalid",
    says: ['name of secret is invalid: "my token"', "rename the secret"],
  },
  {
    mistake: "the path of a secret that the machine does not have",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        blackphos(fleet, [], { secrets: [token] });
        const extraOptions = nix.interpolate`!include ${token.path}`;
        cinnabar(fleet, [], { settings: { nix: { extraOptions } } });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: [
      'settings refer to a secret that cinnabar does not have: "infra/secret:token"',
      "add token to `secrets`",
    ],
  },
  {
    mistake: "the path of a secret in a home on a machine that does not have it",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        blackphos(fleet, [], { secrets: [token] });
        personWithHome(fleet, "ada", { settings: { a: token.path } });
      }),
    path: "infra/machine:ada-desk",
    code: "vars-reference-missing",
    says: ["settings of ada's home refer to a secret that ada-desk does not have"],
  },
  {
    mistake: "the path of a secret in a role of a machine that does not have it",
    declare: () =>
      fleetWith((fleet) => {
        const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
        const machines = [cinnabar(fleet, []), blackphos(fleet, [], { secrets: [token] })];
        const roles = { client: { machines, settings: { token: token.path } } };
        new CustomService(fleet, "backup", { module: "backup", roles });
      }),
    path: "infra/machine:cinnabar",
    code: "vars-reference-missing",
    says: ["settings of role backup.client refer to a secret that cinnabar does not have"],
  },
  {
    mistake: "two secrets of one name on a machine",
    declare: () =>
      fleetWith((fleet) => {
        const one = new SopsSecret(fleet, "token", { file: "secrets/one" });
        const two = new SopsSecret(fleet, "token", { file: "secrets/two" });
        cinnabar(fleet, [], { secrets: [one, two] });
      }),
    path: "infra/secret:token#2",
    code: "secret-duplicate",
    says: ['secret is declared twice: "token"', "infra/secret:token is the first", "rename"],
  },
];

describeWrongFleets("a wrong generator", WRONG_GENERATORS);
describeWrongFleets("a wrong secret", WRONG_SECRETS);

it("does not compile, and is refused in JavaScript, when the value of a secret is read", () => {
  const { app } = fleetWith((fleet) => {
    const key = new VarsGenerator(fleet, "key", KEY);
    // @ts-expect-error the file is secret
    cinnabar(fleet, [key], { settings: { a: key.value("id") } });
  });
  const [issue] = issuesOf(app);
  expect(issue?.path).toBe("infra/machine:cinnabar");
  expect(issue?.message).toContain(
    'settings.a reads the value of a secret of key, which would be in the nix store: "id"',
  );
  expect(issue?.message).toContain("refer to its path");
});

it("does not compile, and is refused in JavaScript, when a file does not exist", () => {
  const { app } = fleetWith((fleet) => {
    const key = new VarsGenerator(fleet, "key", KEY);
    // @ts-expect-error the file does not exist
    const path = key.path("id_rsa");
    // @ts-expect-error nor does it when it is asked for a second time
    key.path("id_rsa");
    cinnabar(fleet, [key], { settings: { a: path } });
  });
  expect(issuesOf(app).map(({ message }) => message)).toEqual([
    expect.stringMatching(
      /^settings.a refers to a file that generator key does not make: "id_rsa"\n {2}allowed: id, id.pub\n/,
    ),
  ]);
});

it("does not compile, and is refused in JavaScript, when a public file has an owner", () => {
  const { app } = fleetWith((fleet) => {
    const files = { id: {}, "id.pub": { secret: false, owner: "crs58" } } as const;
    // @ts-expect-error the nix store knows no owners
    cinnabar(fleet, [new VarsGenerator(fleet, "key", { ...KEY, files })]);
  });
  expect(issuesOf(app)[0]?.message).toContain(
    'public file key/id.pub has properties that only a secret can have: ["owner"]',
  );
});

it("is right with dependencies, prompts, and secrets that the script computes", () => {
  const { app } = fleetWith((fleet) => {
    const authority = new VarsGenerator(fleet, "authority", {
      share: true,
      files: { id: { deploy: false }, "id.pub": { secret: false } },
      runtimeInputs: ["openssh", "python3Packages.requests"],
      script: 'password=$(openssl rand -hex 16)\nssh-keygen -N "$password" -f "$out/id"\n',
    });
    const certificate = new VarsGenerator(fleet, "cert", {
      files: { "id-cert.pub": { secret: false }, pin: { mode: "0440", group: "wheel" } },
      prompts: { pin: { type: "hidden", persist: true }, comment: {} },
      dependencies: [authority, VarsGenerator.ofClan("openssh")],
      script:
        'sign "$in/authority/id" "$in/openssh/ssh.id_ed25519.pub" "$prompts/comment" > "$out/id-cert.pub"\n',
    });
    const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
    const module = new DendriticModule(fleet, "sshd", {
      vars: [authority, certificate],
      secrets: [token],
      parts: { sshd: { nixos: { a: certificate.value("id-cert.pub") }, darwin: {} } },
    });
    cinnabar(fleet, [], {
      imports: [module],
      settings: { b: certificate.path("pin"), token: token.path },
    });
    const primaryUser = new User(fleet, "crs58");
    new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser, imports: [module] });
  });
  expect(issuesOf(app)).toEqual([]);
});

it("refuses to make a reference part of a text of JavaScript, and says how it is written", () => {
  fleetWith((fleet) => {
    const token = new SopsSecret(fleet, "token", { file: "secrets/token" });
    const crs58 = new User(fleet, "crs58", { email: "crs58@example.org" });
    expect(() => `!include ${token.path}`).toThrow("write the text as nix.interpolate`…");
    expect(() => `mailto:${crs58.fact("email")}`).toThrow("write the fact itself");
  });
});
