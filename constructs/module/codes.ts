import { defineCodes } from "../diagnostics/codes";
import { nixosMachine } from "../diagnostics/examples";

const dendriticModule = (id: string, rest = "parts: { fish: { nixos: {} } }"): string =>
  `new DendriticModule(fleet, "${id}", { ${rest} });`;

const SHELL = dendriticModule("shell");

const input = (id: string, props: string): string =>
  `new FlakeInput(fleet, "${id}", { ${props} });`;

const STYLIX = 'url: "github:danth/stylix"';

defineCodes("Modules and flake inputs", {
  "input-duplicate": {
    severity: "error",
    meaning:
      "Two flake inputs have the same name. The flake's `inputs` is an attribute set, so only one of them would be written.",
    example: `${input("stylix", STYLIX)}
${input("stylix", 'url: "github:nix-community/stylix"')}`,
    corrected: input("stylix", STYLIX),
  },
  "input-follows-undeclared": {
    severity: "error",
    meaning:
      "A flake input follows an undeclared input. Nix fails when it locks the flake, before any machine is evaluated.",
    example: input("stylix", `${STYLIX}, follows: { nixpkgs: "nixpkgs-stable" }`),
    corrected: input("stylix", `${STYLIX}, follows: { nixpkgs: "nixpkgs" }`),
  },
  "input-name-invalid": {
    severity: "error",
    meaning:
      "The name of a flake input is invalid. It must be an identifier and not `self`, which is the flake itself.",
    example: input("self", STYLIX),
    corrected: input("stylix", STYLIX),
  },
  "input-undeclared": {
    severity: "error",
    meaning:
      "A module or a service comes from an undeclared flake input. The evaluation of a machine would fail with a missing attribute of `inputs`.",
    example: nixosMachine('imports: [inputModule("stylix", "nixos", "stylix")]'),
    corrected: `const stylix = ${input("stylix", STYLIX)}
${nixosMachine('imports: [stylix.module("nixos", "stylix")]')}`,
  },
  "input-url-indirect": {
    severity: "warning",
    meaning:
      "The url of a flake input is an indirect flake reference. Nix resolves a bare name such as `nixpkgs` in the registry of the user who locks the flake, so different users can get different flakes. Write `flake:nixpkgs` if that is intended.",
    example: input("stylix", 'url: "stylix"'),
    corrected: input("stylix", STYLIX),
  },
  "input-url-invalid": {
    severity: "error",
    meaning:
      "The url of a flake input is not a flake reference. Nix could not evaluate `flake.nix`.",
    example: input("stylix", 'url: "stylix#default"'),
    corrected: input("stylix", STYLIX),
  },
  "module-cycle": {
    severity: "error",
    meaning:
      "Modules import each other in a cycle. The evaluation of a machine that imports one of them would not terminate.",
    example: `const base = { parts: { nix: { nixos: {} } }, imports: [] as Module[] };
const a = new DendriticModule(fleet, "a", base);
const b = new DendriticModule(fleet, "b", { parts: { nix: { nixos: {} } }, imports: [a] });
Object.assign(a, { imports: [b] });`,
    corrected: `const base = new DendriticModule(fleet, "base", { parts: { nix: { nixos: {} } } });
new DendriticModule(fleet, "a", { parts: { nix: { nixos: {} } }, imports: [base] });
new DendriticModule(fleet, "b", { parts: { nix: { nixos: {} } }, imports: [base] });`,
  },
  "module-duplicate": {
    severity: "error",
    meaning:
      'Two modules have the same name. Nix merges everything under `flake.modules.<class>.<name>`, so machines that import one module would also get the settings of the other. Declare a module with files in several folders as one module with `folder: ""` and parts such as `system/nix`.',
    example: `${SHELL}
${dendriticModule("shell", 'folder: "shells", parts: { zsh: { nixos: {} } }')}`,
    corrected: `${SHELL}
${dendriticModule("shells", "parts: { zsh: { nixos: {} } }")}`,
  },
  "module-file-claimed": {
    severity: "error",
    meaning:
      "Two modules use the same file. One would overwrite the other. Parts of generated modules can share a file, but not with a hand-written module, and not under names that differ only in case, which are the same file on macOS.",
    example: `${SHELL}
${dendriticModule("prompt", 'folder: "Shell", parts: { fish: { nixos: {} } }')}`,
    corrected: `${SHELL}
${dendriticModule("prompt", 'folder: "shell", parts: { fish: { nixos: {} } }')}`,
  },
  "module-file-missing": {
    severity: "error",
    meaning:
      "The file of a module does not exist in the repository. The evaluation would fail with a missing file or a missing module. Paths are relative to the folder of `flake.nix`; those of an `ExternalModule` are relative to its `modules/` folder.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/web-server.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
  "module-import-class": {
    severity: "error",
    meaning:
      "A module imports a module of another class. For example, a NixOS module cannot import a home-manager module; Nix rejects it.",
    example: `const prompt = ${dendriticModule("prompt", "parts: { starship: { homeManager: {} } }")}
${dendriticModule("base", "parts: { nix: { nixos: {} } }, imports: [prompt]")}`,
    corrected: `const prompt = ${dendriticModule("prompt", "parts: { starship: { nixos: {} } }")}
${dendriticModule("base", "parts: { nix: { nixos: {} } }, imports: [prompt]")}`,
  },
  "module-name-generated": {
    severity: "error",
    meaning:
      "The name of a module is reserved for a generated module. `hosts/<machine>` is the module of a machine, `users/<user>` the module of a home, and machines with an encrypted disk import `disk-luks` and `disk-initrd-ssh`. Nix would merge the two modules, and if one imports the other, the module would import itself.",
    example: `${nixosMachine()}
${dendriticModule("hosts/cinnabar", "parts: { disks: { nixos: {} } }")}`,
    corrected: `${nixosMachine()}
${dendriticModule("cinnabar", "parts: { disks: { nixos: {} } }")}`,
  },
  "module-name-invalid": {
    severity: "error",
    meaning:
      "The name of a module cannot be used as a variable in Nix. The generated hosts refer to it in the scope of `with config.flake.modules.<class>`, where a keyword such as `with` or a name such as `lib` has another meaning.",
    example: dendriticModule("with"),
    corrected: SHELL,
  },
  "module-path-invalid": {
    severity: "error",
    meaning:
      "The path of a module is not `<file>.nix` or `<folder>/<file>.nix`. import-tree imports only `.nix` files below `modules/`, and special characters would need quotes in Nix and in the shell.",
    example: dendriticModule("shell", 'parts: { "my fish": { nixos: {} } }'),
    corrected: SHELL,
  },
  "module-path-skipped": {
    severity: "error",
    meaning:
      "The file of a module is skipped by import-tree. It ignores every path with a component that starts with `_`, so the module would be missing although the file exists.",
    example: dendriticModule("shell", 'folder: "_shell", parts: { fish: { nixos: {} } }'),
    corrected: SHELL,
  },
  "module-vars-without-system": {
    severity: "error",
    meaning:
      "A module with only home-manager parts has generators or secrets. Clan's vars belong to machines; home-manager has no vars, so nothing would be generated.",
    example: `const token = new SopsSecret(fleet, "token", { file: "secrets/token.yaml" });
${dendriticModule("git", "parts: { git: { homeManager: {} } }, secrets: [token]")}`,
    corrected: `const token = new SopsSecret(fleet, "token", { file: "secrets/token.yaml" });
${dendriticModule("git", "parts: { git: { homeManager: {} } }")}
${nixosMachine("secrets: [token]")}`,
  },
  "nix-file-in-modules": {
    severity: "error",
    meaning:
      "A plain Nix file is below `modules/`. import-tree imports every `.nix` file there as a flake-parts module, unless a component of its path starts with `_`, so the settings of a machine would be evaluated as settings of the flake.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "modules/nginx.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
  "nix-file-path-invalid": {
    severity: "error",
    meaning:
      "The path of a Nix file is outside the repository or has invalid characters. A flake cannot import files outside its repository, and a Nix path allows only some characters.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "/etc/nixos/nginx.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
});
