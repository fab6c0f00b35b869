import { defineCodes } from "../diagnostics/codes";
import { declared, mac, nixosMachine } from "../diagnostics/examples";

const FILES = 'files: { id: {}, "id.pub": { secret: false } }';
const SCRIPT = "script: 'ssh-keygen -f \"$out/id\"'";

const generator = (...props: readonly string[]): string =>
  declared('const key = new VarsGenerator(fleet, "key", {', props);

/** A generator that a NixOS machine has. */
const given = (...props: readonly string[]): string =>
  `${generator(...props)}\n${nixosMachine("vars: [key]")}`;

const settings = (text: string): string => `settings: { environment: { variables: { ${text} } } }`;

const secret = (props: string): string =>
  `const token = new SopsSecret(fleet, "token", { ${props} });
${nixosMachine("secrets: [token]")}`;

const FILE = 'file: "secrets/token.yaml"';

/** A second generator that depends on the first. */
const derived = (...props: readonly string[]): string =>
  `${declared('const derived = new VarsGenerator(fleet, "derived", {', [
    "files: { hash: {} }",
    'script: \'sha256sum "$in/key/id" > "$out/hash"\'',
    "dependencies: [key]",
    ...props,
  ])}`;

const RIGHT = given(FILES, SCRIPT);

defineCodes("Generators and secrets", {
  "generator-cycle": {
    severity: "error",
    meaning:
      "Generators depend on each other in a cycle. Clan runs dependencies first, so it could not run any of them.",
    example: `${generator(FILES, SCRIPT)}
${derived()}
Object.assign(key, { dependencies: [derived] });
${nixosMachine("vars: [key, derived]")}`,
    corrected: `${generator(FILES, SCRIPT)}
${derived()}
${nixosMachine("vars: [key, derived]")}`,
  },
  "generator-dependency-missing": {
    severity: "error",
    meaning:
      "A machine has a generator, but lacks one of its dependencies. `clan vars generate` would fail for this machine.",
    example: `${generator(FILES, SCRIPT)}
${derived()}
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [key] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", vars: [derived] });`,
    corrected: `${generator(FILES, SCRIPT)}
${derived()}
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [key] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", vars: [key, derived] });`,
  },
  "generator-input-undeclared": {
    severity: "error",
    acceptable: true,
    meaning:
      "A script reads an undeclared prompt or dependency. The file does not exist when `clan vars generate` runs the script. The check searches the script for `$in/…` and `$prompts/…`, so accept it if the match is not a path that the script reads.",
    example: given(
      "files: { hash: {} }",
      'script: \'mkpasswd < "$prompts/password" > "$out/hash"\'',
    ),
    corrected: given(
      "files: { hash: {} }",
      'prompts: { password: { type: "hidden" } }',
      'script: \'mkpasswd < "$prompts/password" > "$out/hash"\'',
    ),
  },
  "generator-package-invalid": {
    severity: "error",
    meaning:
      "A runtime input is not a package name. It is written as an attribute of `pkgs`, so the evaluation would fail with a missing attribute.",
    example: given(FILES, SCRIPT, 'runtimeInputs: ["open ssh"]'),
    corrected: given(FILES, SCRIPT, 'runtimeInputs: ["openssh"]'),
  },
  "generator-share-mismatch": {
    severity: "error",
    meaning:
      "A shared generator depends on a generator that is not shared. A shared result is the same for all machines, so it cannot depend on a file that differs between machines.",
    example: `${generator(FILES, SCRIPT)}
${derived("share: true")}
${nixosMachine("vars: [key, derived]")}`,
    corrected: `${generator(FILES, SCRIPT, "share: true")}
${derived("share: true")}
${nixosMachine("vars: [key, derived]")}`,
  },
  "generator-share-scope": {
    severity: "error",
    meaning:
      "A shared generator is declared below one machine. Another machine would need a second generator of the same name, and clan rejects shared generators with different files.",
    example: `const cinnabar = ${nixosMachine()}
${declared('new VarsGenerator(cinnabar, "key", {', [FILES, SCRIPT, "share: true"])}`,
    corrected: given(FILES, SCRIPT, "share: true"),
  },
  "generator-without-files": {
    severity: "error",
    meaning: "A generator has no files. Clan would run its script and discard the result.",
    example: given("files: {}", SCRIPT),
    corrected: RIGHT,
  },
  "generator-without-script": {
    severity: "error",
    meaning:
      "Neither a script nor a prompt creates a file of a generator. `clan vars generate` fails if a declared file is missing after the run.",
    example: given("files: { password: {} }"),
    corrected: given(
      "files: { password: {} }",
      'prompts: { password: { type: "hidden", persist: true } }',
    ),
  },
  "prompt-hidden-in-public-file": {
    severity: "error",
    meaning:
      "The answer to a hidden prompt becomes a public file. It would be readable by everyone in the repository and in the Nix store.",
    example: given(
      "files: { pin: { secret: false } }",
      'prompts: { pin: { type: "hidden", persist: true } }',
    ),
    corrected: given("files: { pin: {} }", 'prompts: { pin: { type: "hidden", persist: true } }'),
  },
  "prompt-name-invalid": {
    severity: "error",
    meaning:
      "The name of a prompt is not a file name. The script reads the answer from `$prompts/<name>`. Write the question in `description`.",
    example: given(FILES, SCRIPT, 'prompts: { "What is your name?": {} }'),
    corrected: given(FILES, SCRIPT, 'prompts: { name: { description: "What is your name?" } }'),
  },
  "secret-duplicate": {
    severity: "error",
    meaning:
      "Two secrets have the same name. The name is the attribute below `sops.secrets` and the name of the decrypted file, so one would overwrite the other.",
    example: `const a = new SopsSecret(fleet, "token", { file: "secrets/a.yaml" });
const b = new SopsSecret(fleet, "token", { file: "secrets/b.yaml" });
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", secrets: [a] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", secrets: [b] });`,
    corrected: `const a = new SopsSecret(fleet, "token-a", { file: "secrets/a.yaml" });
const b = new SopsSecret(fleet, "token-b", { file: "secrets/b.yaml" });
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", secrets: [a] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", secrets: [b] });`,
  },
  "secret-file-invalid": {
    severity: "error",
    meaning:
      "The file of a secret is not a path in the flake. Nix copies only files of the repository to its store; a file outside the repository is missing when the machine is built elsewhere.",
    example: secret('file: "../secrets/token.yaml"'),
    corrected: secret(FILE),
  },
  "secret-mode-invalid": {
    severity: "error",
    meaning:
      "The mode of a secret is not a file mode. Clan and sops-nix require octal digits; the library converts `u=r,g=r` to them.",
    example: secret(`${FILE}, mode: "0999"`),
    corrected: secret(`${FILE}, mode: "0400"`),
  },
  "secret-mode-open": {
    severity: "error",
    acceptable: true,
    meaning:
      "The mode makes a secret readable by every account. Set the owner or group that reads it. This is a policy: accept it where every account on the machine may read the secret.",
    example: secret(`${FILE}, mode: "0444"`),
    corrected: secret(`${FILE}, mode: "0440"`),
  },
  "vars-duplicate": {
    severity: "error",
    meaning:
      "Two generators have the same id in the same scope. Machines with both would get one generator with merged definitions.",
    example: `const a = new VarsGenerator(fleet, "key", { ${FILES}, ${SCRIPT} });
const b = new VarsGenerator(fleet, "key", { ${FILES}, ${SCRIPT} });
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [a] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", vars: [b] });`,
    corrected: `const key = new VarsGenerator(fleet, "key", { ${FILES}, ${SCRIPT} });
new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", vars: [key] });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", vars: [key] });`,
  },
  "vars-file-name-invalid": {
    severity: "error",
    meaning:
      "The name of a generator's file is invalid. It is a path below `$out` in the script and below `vars/` in the repository, and must not leave these folders with `..`.",
    example: given('files: { "../id": {} }', SCRIPT),
    corrected: RIGHT,
  },
  "vars-file-not-deployed": {
    severity: "error",
    meaning:
      "Settings refer to the path of a secret that is not deployed. With `deploy: false` the file does not exist on machines.",
    example: `${generator("files: { id: { deploy: false } }", SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
    corrected: `${generator("files: { id: {} }", SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
  },
  "vars-file-owner-too-early": {
    severity: "error",
    meaning:
      "A file with `neededFor` set to `users` has an owner or group. It is decrypted before accounts exist, so only root can own it, and sops-nix rejects any other owner.",
    example: given('files: { id: { neededFor: "users", owner: "ada" } }', SCRIPT),
    corrected: given('files: { id: { neededFor: "users" } }', SCRIPT),
  },
  "vars-file-unknown": {
    severity: "error",
    meaning:
      "Settings refer to an undeclared file of a generator. The evaluation of the machine would fail with a missing attribute.",
    example: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id_rsa" as "id")'))}`,
    corrected: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
  },
  "vars-given-twice": {
    severity: "error",
    meaning:
      "A machine has the same generator or secret twice. Each place writes its definition, and Nix concatenates them, so the script would run twice.",
    example: `${generator(FILES, SCRIPT)}
const ssh = new DendriticModule(fleet, "ssh", { parts: { client: { nixos: {} } }, vars: [key] });
${nixosMachine("imports: [ssh]", "vars: [key]")}`,
    corrected: `${generator(FILES, SCRIPT)}
const ssh = new DendriticModule(fleet, "ssh", { parts: { client: { nixos: {} } }, vars: [key] });
${nixosMachine("imports: [ssh]")}`,
  },
  "vars-name-conflict": {
    severity: "error",
    meaning:
      "A machine has two different generators or secrets with the same name. Nix would merge the two definitions with their files and scripts.",
    example: `${generator(FILES, SCRIPT)}
const cinnabar = ${nixosMachine("vars: [key]")}
${declared('new VarsGenerator(cinnabar, "key", {', ["files: { hash: {} }", "script: 'date > \"$out/hash\"'"])}`,
    corrected: `${generator(FILES, SCRIPT)}
const cinnabar = ${nixosMachine("vars: [key]")}
${declared('new VarsGenerator(cinnabar, "hash", {', ["files: { hash: {} }", "script: 'date > \"$out/hash\"'"])}`,
  },
  "vars-name-invalid": {
    severity: "error",
    meaning:
      "The name of a generator or secret is invalid. It becomes the name of its generated file, of a folder below `vars/`, and of an attribute in Nix.",
    example: generator(FILES, SCRIPT)
      .replace('"key"', '"My key"')
      .concat(`\n${nixosMachine("vars: [key]")}`),
    corrected: RIGHT,
  },
  "vars-partitioning-on-mac": {
    severity: "error",
    meaning:
      "A Mac has a file with `neededFor` set to `partitioning`. Only the installation of NixOS partitions disks, so the file would never be copied to the Mac.",
    example: `${generator('files: { id: { neededFor: "partitioning" } }', SCRIPT)}
${mac("vars: [key]")}`,
    corrected: given('files: { id: { neededFor: "partitioning" } }', SCRIPT),
  },
  "vars-public-file-properties": {
    severity: "error",
    meaning:
      "A public file has properties of a secret. It is in the Nix store, which has no owners and modes and is always available.",
    example: given('files: { "id.pub": { secret: false, owner: "ada" } as any }', SCRIPT),
    corrected: given('files: { "id.pub": { secret: false } }', SCRIPT),
  },
  "vars-reference-misplaced": {
    severity: "error",
    meaning:
      "Settings refer to a file of a generator where vars do not exist. The inventory is shared by all machines, and home-manager has no vars, so the attribute does not exist there.",
    example: `${generator(FILES, SCRIPT)}
const cinnabar = ${nixosMachine("vars: [key]")}
new CustomService(fleet, "backup", {
  module: "backup",
  roles: { client: { machines: [cinnabar], settings: { key: key.path("id") } } },
});`,
    corrected: `${generator(FILES, SCRIPT)}
const cinnabar = ${nixosMachine("vars: [key]", settings('BACKUP_KEY: key.path("id")'))}
new CustomService(fleet, "backup", {
  module: "backup",
  roles: { client: { machines: [cinnabar] } },
});`,
  },
  "vars-reference-missing": {
    severity: "error",
    meaning:
      "Settings refer to a generator or secret that the machine does not have. The evaluation would fail with a missing attribute, or use another generator of the same name. For a secret, it would use the path of a missing file.",
    example: `const token = new SopsSecret(fleet, "token", { ${FILE} });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", secrets: [token] });
${nixosMachine(settings("TOKEN_FILE: token.path"))}`,
    corrected: `const token = new SopsSecret(fleet, "token", { ${FILE} });
${nixosMachine("secrets: [token]", settings("TOKEN_FILE: token.path"))}`,
  },
  "vars-secret-value": {
    severity: "error",
    meaning:
      "Settings read the value of a secret. The value would be part of the configuration and of the Nix store, which every account on the machine can read. Clan provides only the path of a secret.",
    example: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.value("id" as "id.pub")'))}`,
    corrected: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY_FILE: key.path("id")'))}`,
  },
  "vars-units-on-mac": {
    severity: "error",
    meaning:
      "A generator file on a Mac has `restartUnits`. macOS has no systemd, and clan's option makes the evaluation of a Mac fail.",
    example: `${generator('files: { id: { restartUnits: ["sshd.service"] } }', SCRIPT)}
${mac("vars: [key]")}`,
    corrected: `${generator("files: { id: {} }", SCRIPT)}
${mac("vars: [key]")}`,
  },
  "vars-unused": {
    severity: "warning",
    meaning:
      "No machine uses a generator or secret, so it is never generated or decrypted. Settings that refer to it are a separate error.",
    example: `new SopsSecret(fleet, "token", { ${FILE} });`,
    corrected: secret(FILE),
  },
});
