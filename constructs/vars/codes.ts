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
      "Generators depend on each other in a cycle. Clan has to run one before the other, and would find no first one.",
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
      "A machine has a generator, but not one that it depends on. `clan vars generate` would stop for this machine.",
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
      "A script reads a prompt or a generator that is not declared. The file does not exist when `clan vars generate` runs the script. The check looks for `$in/…` and `$prompts/…` in the text of the script, so accept it if such a text is not a path to read.",
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
      "A runtime input is not the name of a package. It is written as an attribute of `pkgs`, which the evaluation would not find.",
    example: given(FILES, SCRIPT, 'runtimeInputs: ["open ssh"]'),
    corrected: given(FILES, SCRIPT, 'runtimeInputs: ["openssh"]'),
  },
  "generator-share-mismatch": {
    severity: "error",
    meaning:
      "A shared generator depends on one that each machine has of its own. The result is the same for all machines, so it cannot be made of a file that differs from machine to machine.",
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
      "A shared generator is declared below one machine. Another machine that shares it would need a second declaration of the same name, and clan refuses a shared generator whose files differ between machines.",
    example: `const cinnabar = ${nixosMachine()}
${declared('new VarsGenerator(cinnabar, "key", {', [FILES, SCRIPT, "share: true"])}`,
    corrected: given(FILES, SCRIPT, "share: true"),
  },
  "generator-without-files": {
    severity: "error",
    meaning: "A generator makes no files. Clan runs its script and keeps nothing of what it does.",
    example: given("files: {}", SCRIPT),
    corrected: RIGHT,
  },
  "generator-without-script": {
    severity: "error",
    meaning:
      "A file of a generator comes from neither a script nor a prompt. `clan vars generate` fails when the file is not there after the run.",
    example: given("files: { password: {} }"),
    corrected: given(
      "files: { password: {} }",
      'prompts: { password: { type: "hidden", persist: true } }',
    ),
  },
  "prompt-hidden-in-public-file": {
    severity: "error",
    meaning:
      "The answer to a hidden prompt becomes a public file. What is hidden while it is typed would be in the repository and in the Nix store, where everybody reads it.",
    example: given(
      "files: { pin: { secret: false } }",
      'prompts: { pin: { type: "hidden", persist: true } }',
    ),
    corrected: given("files: { pin: {} }", 'prompts: { pin: { type: "hidden", persist: true } }'),
  },
  "prompt-name-invalid": {
    severity: "error",
    meaning:
      "The name of a prompt is not a file name. The answer is the file `$prompts/<name>` for the script. The question itself belongs into `description`.",
    example: given(FILES, SCRIPT, 'prompts: { "What is your name?": {} }'),
    corrected: given(FILES, SCRIPT, 'prompts: { name: { description: "What is your name?" } }'),
  },
  "secret-duplicate": {
    severity: "error",
    meaning:
      "Two secrets have one name. The name is that below `sops.secrets` and of the decrypted file, so one of the two would take the place of the other.",
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
      "The file of a secret is not a path in the flake. Nix copies only files of the repository to its store; one outside of it is not there when a machine is built elsewhere.",
    example: secret('file: "../secrets/token.yaml"'),
    corrected: secret(FILE),
  },
  "secret-mode-invalid": {
    severity: "error",
    meaning:
      "The mode of a secret is none of a file. Clan's option and sops-nix take octal digits; `u=r,g=r` is written as those.",
    example: secret(`${FILE}, mode: "0999"`),
    corrected: secret(`${FILE}, mode: "0400"`),
  },
  "secret-mode-open": {
    severity: "error",
    acceptable: true,
    meaning:
      "The mode opens a secret to every account. Name the owner or the group that reads it. This is a policy: accept it where every account of the machine may know the secret.",
    example: secret(`${FILE}, mode: "0444"`),
    corrected: secret(`${FILE}, mode: "0440"`),
  },
  "vars-duplicate": {
    severity: "error",
    meaning:
      "Two generators of one scope have one id. Machines that have both would get one generator whose definitions are mixed.",
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
      "The name of a file of a generator is invalid. It is the path of a file below `$out` for the script and below `vars/` in the repository; `..` would lead out of them.",
    example: given('files: { "../id": {} }', SCRIPT),
    corrected: RIGHT,
  },
  "vars-file-not-deployed": {
    severity: "error",
    meaning:
      "Settings refer to the path of a secret that no machine gets. `deploy: false` keeps the file from machines, so nothing is at that path.",
    example: `${generator("files: { id: { deploy: false } }", SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
    corrected: `${generator("files: { id: {} }", SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
  },
  "vars-file-owner-too-early": {
    severity: "error",
    meaning:
      "A file that is needed for users belongs to a user. It is decrypted before accounts exist, so it can only belong to root, and sops-nix refuses another owner.",
    example: given('files: { id: { neededFor: "users", owner: "ada" } }', SCRIPT),
    corrected: given('files: { id: { neededFor: "users" } }', SCRIPT),
  },
  "vars-file-unknown": {
    severity: "error",
    meaning:
      "Settings refer to a file that the generator does not make. The evaluation of the machine would stop at a missing attribute.",
    example: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id_rsa" as "id")'))}`,
    corrected: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.path("id")'))}`,
  },
  "vars-given-twice": {
    severity: "error",
    meaning:
      "A machine has one generator or secret twice. Each place that gives it writes its definition, and Nix joins the two: the script would run twice.",
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
      "A machine has two different generators or secrets of one name. Nix takes the two definitions for one, and mixes their files and scripts.",
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
      "The name of a generator or secret is invalid. It is the name of its file in the tree, of a folder below `vars/`, and an attribute in Nix.",
    example: generator(FILES, SCRIPT)
      .replace('"key"', '"My key"')
      .concat(`\n${nixosMachine("vars: [key]")}`),
    corrected: RIGHT,
  },
  "vars-partitioning-on-mac": {
    severity: "error",
    meaning:
      "A Mac has a file that is needed for partitioning. Only the installation of NixOS partitions a disk, so the file would never reach the Mac.",
    example: `${generator('files: { id: { neededFor: "partitioning" } }', SCRIPT)}
${mac("vars: [key]")}`,
    corrected: given('files: { id: { neededFor: "partitioning" } }', SCRIPT),
  },
  "vars-public-file-properties": {
    severity: "error",
    meaning:
      "A public file has properties that only a secret has. It lies in the Nix store, which has no owners and modes and is there from the start.",
    example: given('files: { "id.pub": { secret: false, owner: "ada" } as any }', SCRIPT),
    corrected: given('files: { "id.pub": { secret: false } }', SCRIPT),
  },
  "vars-reference-misplaced": {
    severity: "error",
    meaning:
      "Settings refer to a file of a generator where there are no vars. The inventory is one for all machines, and home-manager has no vars, so the attribute does not exist there.",
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
      "Settings refer to a generator or secret that the machine does not have. Nix would miss an attribute, or take a generator of the same name for it; of a secret it would take a path where no file is.",
    example: `const token = new SopsSecret(fleet, "token", { ${FILE} });
new NixosMachine(fleet, "verdigris", { stateVersion: "25.11", secrets: [token] });
${nixosMachine(settings("TOKEN_FILE: token.path"))}`,
    corrected: `const token = new SopsSecret(fleet, "token", { ${FILE} });
${nixosMachine("secrets: [token]", settings("TOKEN_FILE: token.path"))}`,
  },
  "vars-secret-value": {
    severity: "error",
    meaning:
      "Settings read the value of a secret. The value would be in the generated configuration, and so in the Nix store, which everybody on the machine reads. Clan offers only the path of a secret.",
    example: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY: key.value("id" as "id.pub")'))}`,
    corrected: `${generator(FILES, SCRIPT)}
${nixosMachine("vars: [key]", settings('KEY_FILE: key.path("id")'))}`,
  },
  "vars-units-on-mac": {
    severity: "error",
    meaning:
      "A file of a Mac restarts systemd units. macOS has no systemd, and clan's option stops the evaluation of a Mac that sets it.",
    example: `${generator('files: { id: { restartUnits: ["sshd.service"] } }', SCRIPT)}
${mac("vars: [key]")}`,
    corrected: `${generator("files: { id: {} }", SCRIPT)}
${mac("vars: [key]")}`,
  },
  "vars-unused": {
    severity: "warning",
    meaning:
      "A generator or secret is given to no machine. Nothing is generated or decrypted for it. Settings that refer to it are refused by themselves.",
    example: `new SopsSecret(fleet, "token", { ${FILE} });`,
    corrected: secret(FILE),
  },
});
