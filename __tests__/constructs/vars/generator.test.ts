import { expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  SopsSecret,
  User,
  VarsGenerator,
} from "../../../constructs";
import { issuesOf } from "../../support/diagnostics";
import { fleetWith } from "../../support/fleets";
import { AGE_KEY } from "../../support/secrets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { blackphos, cinnabar, generator, KEY } from "./machines";

describeWrongFleets("a wrong generator", [
  {
    mistake: "a shared generator of one machine",
    declare: () =>
      fleetWith((fleet) => {
        const machine = cinnabar(fleet, []);
        new VarsGenerator(machine, "key", { ...KEY, share: true });
      }),
    path: "infra/machine:cinnabar/vars:key",
    code: "generator-share-scope",
    says: ['shared generator is declared below one machine: "key"', "declare it below the fleet"],
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
    says: ["answer to a hidden prompt becomes the public file door/pin", "make the file secret"],
  },
  {
    mistake: "a generator without files",
    declare: () => generator({ files: {} }),
    path: "infra/vars:key",
    code: "generator-without-files",
    says: ["generator key has no files: {}", "at least one file", "$out"],
  },
  {
    mistake: "a file name outside its folder",
    declare: () => generator({ files: { "../id": {} } }),
    path: "infra/vars:key",
    code: "vars-file-name-invalid",
    says: ['invalid name: "../id"', "'.', '_' and '-'", "rename"],
  },
  {
    mistake: "a mode without octal digits",
    declare: () => generator({ files: { id: { mode: "0999" } } }),
    path: "infra/vars:key",
    code: "secret-mode-invalid",
    says: ['mode of key/id is not a file mode: "0999"', "0400", "chmod"],
  },
  {
    mistake: "a world-readable secret",
    declare: () => generator({ files: { id: { mode: "0444" } } }),
    path: "infra/vars:key",
    code: "secret-mode-open",
    says: ['mode of key/id makes the secret readable by every account: "0444"', "0440", "group"],
  },
  {
    mistake: "a neededFor users file with an owner",
    declare: () => generator({ files: { id: { neededFor: "users", owner: "crs58" } } }),
    path: "infra/vars:key",
    code: "vars-file-owner-too-early",
    says: [
      "key/id has neededFor users",
      '{"owner":"crs58","group":"root"}',
      "remove owner and group",
    ],
  },
  {
    mistake: "a name that is not a file name",
    declare: () => fleetWith((fleet) => cinnabar(fleet, [new VarsGenerator(fleet, "My Key", KEY)])),
    path: "infra/vars:My Key",
    code: "vars-name-invalid",
    says: ['generator name is invalid: "My Key"', "a letter or digit"],
  },
  {
    mistake: "a file without a script or prompt",
    declare: () => generator({ files: { id: {} }, script: "" }),
    path: "infra/vars:key",
    code: "generator-without-script",
    says: ['a file without a script or prompt: "id"', "persist: true"],
  },
  {
    mistake: "a question as the name of a prompt",
    declare: () => generator({ prompts: { "What token?": {} } }),
    path: "infra/vars:key",
    code: "prompt-name-invalid",
    says: ['prompt of generator key has an invalid name: "What token?"', "its description"],
  },
  {
    mistake: "a script that reads an undeclared prompt",
    declare: () => generator({ script: 'cp "$prompts/token" "$out/id"\n' }),
    path: "infra/vars:key",
    code: "generator-input-undeclared",
    says: ['reads an undeclared prompt: "token"', "none", "`prompts`"],
  },
  {
    mistake: "a script that reads an undeclared dependency",
    declare: () =>
      generator({
        script: 'ssh-keygen -s "$in"/openssh-ca/id_ed25519 "$out/id"\n',
        dependencies: [VarsGenerator.ofClan("openssh")],
      }),
    path: "infra/vars:key",
    code: "generator-input-undeclared",
    says: ['reads an undeclared generator: "openssh-ca"', "openssh", "`dependencies`"],
  },
  {
    mistake: "a runtime input that is not a name",
    declare: () => generator({ runtimeInputs: ["pkgs.openssh --version"] }),
    path: "infra/vars:key",
    code: "generator-package-invalid",
    says: ['"pkgs.openssh --version"', "python3Packages.requests", "attribute in nixpkgs"],
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
    says: ["in plain text", kind, "characters)"],
  })),
  {
    mistake: "an unused generator",
    declare: () => fleetWith((fleet) => void new VarsGenerator(fleet, "key", KEY)),
    path: "infra/vars:key",
    code: "vars-unused",
    says: ['generator is not used by any machine: "key"', "`vars`"],
  },
  {
    mistake: "a duplicate generator",
    declare: () =>
      fleetWith((fleet) => {
        cinnabar(fleet, [new VarsGenerator(fleet, "key", KEY)]);
        blackphos(fleet, [new VarsGenerator(fleet, "key", KEY)]);
      }),
    path: "infra/vars:key#2",
    code: "vars-duplicate",
    says: ['duplicate generator: "key"', "unique generator ids in a scope"],
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
    says: [
      'luks/passphrase has neededFor partitioning, which does not exist on a Mac: "blackphos"',
    ],
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
    says: ['key/id has restartUnits, but a Mac has no systemd: ["sshd.service"]'],
  },
  {
    mistake: "a generator of a module with only home-manager parts",
    declare: () =>
      fleetWith((fleet) => {
        const key = new VarsGenerator(fleet, "key", KEY);
        const parts = { git: { homeManager: {} } };
        new DendriticModule(fleet, "git", { vars: [key], parts });
      }),
    path: "infra/module:git",
    code: "module-vars-without-system",
    says: [
      'module git has generators or secrets, but no nixos or darwin part: ["key"]',
      "home-manager",
    ],
  },
]);

it("does not compile, and is refused in JavaScript, if a public file has an owner", () => {
  const { app } = fleetWith((fleet) => {
    const files = { id: {}, "id.pub": { secret: false, owner: "crs58" } } as const;
    // @ts-expect-error files in the Nix store have no owners
    cinnabar(fleet, [new VarsGenerator(fleet, "key", { ...KEY, files })]);
  });
  expect(issuesOf(app)[0]?.message).toContain(
    'public file key/id.pub has properties of a secret: ["owner"]',
  );
});

it("can have dependencies, prompts, and secrets that the script computes", () => {
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
      parts: { sshd: { nixos: { users: { motd: certificate.value("id-cert.pub") } }, darwin: {} } },
    });
    cinnabar(fleet, [], {
      imports: [module],
      settings: { environment: { variables: { B: certificate.path("pin"), TOKEN: token.path } } },
    });
    const primaryUser = new User(fleet, "crs58");
    new DarwinMachine(fleet, "blackphos", { stateVersion: 6, primaryUser, imports: [module] });
  });
  expect(issuesOf(app)).toEqual([]);
});
