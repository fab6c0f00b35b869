import { defineCodes } from "../diagnostics/codes";
import { nixosMachine } from "../diagnostics/examples";

const settings = (text: string): string => nixosMachine(`settings: { ${text} }`);

const SSHD = "services: { openssh: { enable: true } }";

defineCodes("Options", {
  "clan-option-of-prop": {
    severity: "error",
    meaning:
      "Options of `clan` set what the fleet's own elements define, such as its machines. The inventory would have two sources, and what the library checks would not be all that there is.",
    example: 'new Fleet(app, "infra", { clan: { meta: { name: "infra" } } });',
    corrected: 'new Fleet(app, "infra", { name: "infra" });',
  },
  "import-as-text": {
    severity: "error",
    meaning:
      "Settings import a module by a text. Nix takes a path without quotes relative to the file it stands in, but a text for an absolute path only, which a flake cannot read. The file of a NixFile is imported by its path, from wherever it is imported.",
    example: settings('imports: ["./nginx.nix"]'),
    corrected: `const nginx = new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });
${nixosMachine("imports: [nginx]")}`,
  },
  "option-declared-in-settings": {
    severity: "error",
    meaning:
      "Settings declare options. Settings are values of options that exist; beside them Nix does not accept `options` in a module.",
    example: settings("options: { services: {} }"),
    corrected: `const own = new ExternalModule(fleet, "own-options", { classes: ["nixos"], path: "own/options.nix" });
${nixosMachine("imports: [own]")}`,
  },
  "option-dotted": {
    severity: "error",
    meaning:
      "An option is written as one name with dots. In a set of values that is a single attribute whose name has dots in it, which no module declares, so the evaluation would stop.",
    example: settings('"services.openssh.enable": true'),
    corrected: settings(SSHD),
  },
  "option-in-config": {
    severity: "error",
    meaning:
      "Settings hold `config`, as a whole module does. Settings are already what is in `config`; beside other options Nix does not accept it in a module.",
    example: settings(`config: { ${SSHD} }`),
    corrected: settings(SSHD),
  },
  "option-missing": {
    severity: "error",
    acceptable: true,
    meaning:
      "An item of a list lacks an option that has no default. The evaluation would stop at it.",
    example: settings('services: { prometheus: { remoteWrite: [{ name: "central" }] } }'),
    corrected: settings(
      'services: { prometheus: { remoteWrite: [{ url: "https://metrics.example.org/write" }] } }',
    ),
  },
  "option-read-only": {
    severity: "error",
    acceptable: true,
    meaning:
      "Settings set an option that is read-only. The module that declares it computes it, and a second value stops the evaluation.",
    example: settings('clan: { core: { settings: { name: "infra" } } }'),
    corrected: settings(SSHD),
  },
  "option-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "Settings hold an option that no list has, so probably no module declares it. Nix would stop when it evaluates the machine. Lists have the options of one version: `fleet options update` makes lists of the versions that your flake locks. Options of your own modules, and of those of other flakes, are declared in `options` of the ExternalModule, NixFile or FlakeInput; until then, an option of a machine that imports one is a warning, unless its name is like a known one. The list of NixOS lacks old names of renamed options.",
    example: settings("services: { openssh: { enabel: true } }"),
    corrected: settings(SSHD),
  },
  "option-wrong-type": {
    severity: "error",
    acceptable: true,
    meaning:
      "The value of an option is not of the option's type. Nix would stop when it evaluates the machine, and name the option.",
    example: settings('services: { openssh: { enable: "yes" } }'),
    corrected: settings(SSHD),
  },
  "package-unknown": {
    severity: "error",
    acceptable: true,
    meaning:
      "A package is named that nixpkgs does not have. Nix would stop at a missing attribute. The list has one name for each package of one date: name aliases, newer packages and those of overlays in `packages` of the fleet.",
    example: settings('environment: { systemPackages: [pkgs("ripgerp" as "ripgrep")] }'),
    corrected: settings('environment: { systemPackages: [pkgs("ripgrep")] }'),
  },
  "password-login": {
    severity: "error",
    acceptable: true,
    meaning:
      "An option lets people log in over ssh with a password. Passwords can be guessed from anywhere that reaches the machine; keys cannot. This is a policy of the library, not a rule of NixOS: its own default is yes, so leaving the option out does not turn passwords off. clan's sshd service and srvos do.",
    example: settings("services: { openssh: { settings: { PasswordAuthentication: true } } }"),
    corrected: settings("services: { openssh: { settings: { PasswordAuthentication: false } } }"),
  },
  "setting-cyclic": {
    severity: "error",
    meaning:
      "A setting contains itself. Nix files are finite text, so it cannot be written. An object that leads to its parent and back is the usual cause.",
    example: `const nginx: Record<string, Setting> = { enable: true };
nginx.virtualHosts = nginx;
${settings("services: { nginx }")}`,
    corrected: settings("services: { nginx: { enable: true } }"),
  },
  "setting-not-a-value": {
    severity: "error",
    meaning:
      "A setting is an object that Nix has nothing for, such as a machine. Name the fact of it that is meant.",
    example: `const ada = new User(fleet, "ada");
${settings("nix: { settings: { trusted-users: [ada] } }").replace("trusted-users", '"trusted-users"')}`,
    corrected: `const ada = new User(fleet, "ada");
${settings("nix: { settings: { trusted-users: [ada.name] } }").replace("trusted-users", '"trusted-users"')}`,
  },
  "setting-too-deep": {
    severity: "error",
    meaning:
      "A setting is nested more than 200 levels deep. Files that people write have about 20. Code that builds the value and does not stop is the usual cause.",
    example: `let depth: Setting = "end";
for (let level = 0; level < 300; level += 1) depth = { inner: depth };
${settings("services: { grafana: { settings: { depth } } }")}`,
    corrected: settings('services: { grafana: { settings: { depth: { inner: "end" } } } }'),
  },
});
