import { defineCodes } from "../diagnostics/codes";
import { nixosMachine } from "../diagnostics/examples";

const settings = (text: string): string => nixosMachine(`settings: { ${text} }`);

const SSHD = "services: { openssh: { enable: true } }";

defineCodes("Options", {
  "clan-option-of-prop": {
    severity: "error",
    meaning:
      "Options of `clan` set what elements of the fleet define, such as its machines. The inventory would have two sources, and the library would check only one of them.",
    example: 'new Fleet(app, "infra", { clan: { meta: { name: "infra" } } });',
    corrected: 'new Fleet(app, "infra", { name: "infra" });',
  },
  "import-as-text": {
    severity: "error",
    meaning:
      "Settings import a module with a string. In Nix, a path without quotes is relative to its file, but a string is an absolute path, which a flake cannot read. Declare the file as a NixFile, which is imported by a relative path.",
    example: settings('imports: ["./nginx.nix"]'),
    corrected: `const nginx = new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });
${nixosMachine("imports: [nginx]")}`,
  },
  "option-declared-in-settings": {
    severity: "error",
    meaning:
      "Settings declare options. Settings only set existing options; Nix does not accept `options` beside them in a module.",
    example: settings("options: { services: {} }"),
    corrected: `const own = new ExternalModule(fleet, "own-options", { classes: ["nixos"], path: "own/options.nix" });
${nixosMachine("imports: [own]")}`,
  },
  "option-dotted": {
    severity: "error",
    meaning:
      "An option is written as one name with dots. In an attribute set, this is a single attribute with dots in its name, which no module declares, so the evaluation would fail.",
    example: settings('"services.openssh.enable": true'),
    corrected: settings(SSHD),
  },
  "option-in-config": {
    severity: "error",
    meaning:
      "Settings contain `config`, as in a complete module. Settings are already the content of `config`, and Nix does not accept it beside other options in a module.",
    example: settings(`config: { ${SSHD} }`),
    corrected: settings(SSHD),
  },
  "option-missing": {
    severity: "error",
    acceptable: true,
    meaning:
      "A list item lacks a required option, which has no default. The evaluation would fail.",
    example: settings('services: { prometheus: { remoteWrite: [{ name: "central" }] } }'),
    corrected: settings(
      'services: { prometheus: { remoteWrite: [{ url: "https://metrics.example.org/write" }] } }',
    ),
  },
  "option-read-only": {
    severity: "error",
    acceptable: true,
    meaning:
      "Settings set a read-only option. Its module already defines the value, and a second definition makes the evaluation fail.",
    example: settings('clan: { core: { settings: { name: "infra" } } }'),
    corrected: settings(SSHD),
  },
  "option-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "An option in settings is not in any list of options, so probably no module declares it. The evaluation of the machine would fail. A list has the options of one version: `fleet options update` creates lists for the versions in your `flake.lock`. Declare the options of your own modules and of other flakes in `options` of the ExternalModule, NixFile or FlakeInput. Until then, an unknown option of a machine that imports one of them is a warning, unless its name is similar to a known one. The list of NixOS does not have the old names of renamed options.",
    example: settings("services: { openssh: { enabel: true } }"),
    corrected: settings(SSHD),
  },
  "option-wrong-type": {
    severity: "error",
    acceptable: true,
    meaning:
      "The value of an option does not match the option's type. The evaluation of the machine would fail.",
    example: settings('services: { openssh: { enable: "yes" } }'),
    corrected: settings(SSHD),
  },
  "package-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "A package is not in nixpkgs. The evaluation would fail with a missing attribute. The library's list is from one date and has one name for each package: list aliases, newer packages and packages of overlays in `packages` of the fleet.",
    example: settings('environment: { systemPackages: [pkgs("ripgerp" as "ripgrep")] }'),
    corrected: settings('environment: { systemPackages: [pkgs("ripgrep")] }'),
  },
  "password-login": {
    severity: "error",
    acceptable: true,
    meaning:
      "An option allows ssh logins with a password. Passwords can be guessed by anyone who can reach the machine; keys cannot. This is a policy of the library, not of NixOS, whose default allows passwords: removing the option does not disable them, but clan's sshd service and srvos do.",
    example: settings("services: { openssh: { settings: { PasswordAuthentication: true } } }"),
    corrected: settings("services: { openssh: { settings: { PasswordAuthentication: false } } }"),
  },
  "setting-cyclic": {
    severity: "error",
    meaning:
      "A setting contains itself, so it cannot be written to a file. The usual cause is an object with a reference to its parent.",
    example: `const nginx: Record<string, Setting> = { enable: true };
nginx.virtualHosts = nginx;
${settings("services: { nginx }")}`,
    corrected: settings("services: { nginx: { enable: true } }"),
  },
  "setting-not-a-value": {
    severity: "error",
    meaning:
      "A setting is an object without a Nix equivalent, such as a machine. Use one of its properties, such as its name.",
    example: `const ada = new User(fleet, "ada");
${settings("nix: { settings: { trusted-users: [ada] } }").replace("trusted-users", '"trusted-users"')}`,
    corrected: `const ada = new User(fleet, "ada");
${settings("nix: { settings: { trusted-users: [ada.name] } }").replace("trusted-users", '"trusted-users"')}`,
  },
  "setting-too-deep": {
    severity: "error",
    meaning:
      "A setting is nested more than 200 levels deep. Hand-written files have about 20. The usual cause is code that builds the value without an end.",
    example: `let depth: Setting = "end";
for (let level = 0; level < 300; level += 1) depth = { inner: depth };
${settings("services: { grafana: { settings: { depth } } }")}`,
    corrected: settings('services: { grafana: { settings: { depth: { inner: "end" } } } }'),
  },
});
