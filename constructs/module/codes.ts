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
      "Two flake inputs have one name. `inputs` of a flake is a set, so only one of the two would be written.",
    example: `${input("stylix", STYLIX)}
${input("stylix", 'url: "github:nix-community/stylix"')}`,
    corrected: input("stylix", STYLIX),
  },
  "input-follows-undeclared": {
    severity: "error",
    meaning:
      "A flake input follows an input that the flake does not have. Nix stops at it when it locks the flake, before any machine is evaluated.",
    example: input("stylix", `${STYLIX}, follows: { nixpkgs: "nixpkgs-stable" }`),
    corrected: input("stylix", `${STYLIX}, follows: { nixpkgs: "nixpkgs" }`),
  },
  "input-name-invalid": {
    severity: "error",
    meaning:
      "The name of a flake input is not one that modules can refer to. `self` is the flake itself.",
    example: input("self", STYLIX),
    corrected: input("stylix", STYLIX),
  },
  "input-undeclared": {
    severity: "error",
    meaning:
      "A module or a service is of a flake input that the flake does not have. Nix finds out when it evaluates a machine, with a missing attribute of `inputs`.",
    example: nixosMachine('imports: [inputModule("stylix", "nixos", "stylix")]'),
    corrected: `const stylix = ${input("stylix", STYLIX)}
${nixosMachine('imports: [stylix.module("nixos", "stylix")]')}`,
  },
  "input-url-indirect": {
    severity: "warning",
    meaning:
      "The url of a flake input is a name in the registry. A bare name such as `nixpkgs` is looked up in the registry of whoever locks the flake, so it can be another flake for another person; `flake:nixpkgs` asks for that explicitly.",
    example: input("stylix", 'url: "stylix"'),
    corrected: input("stylix", STYLIX),
  },
  "input-url-invalid": {
    severity: "error",
    meaning:
      "The url of a flake input is not a flake reference. Nix would not evaluate `flake.nix`.",
    example: input("stylix", 'url: "stylix#default"'),
    corrected: input("stylix", STYLIX),
  },
  "module-cycle": {
    severity: "error",
    meaning:
      "Modules import each other in a cycle. Nix would not come to an end when it evaluates a machine that imports one of them.",
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
      'Two modules have one name. Nix merges everything under `flake.modules.<class>.<name>`, so machines that import the one would get the options of the other as well. A module over several folders is one module with `folder: ""` and parts such as `system/nix`.',
    example: `${SHELL}
${dendriticModule("shell", 'folder: "shells", parts: { zsh: { nixos: {} } }')}`,
    corrected: `${SHELL}
${dendriticModule("shells", "parts: { zsh: { nixos: {} } }")}`,
  },
  "module-file-claimed": {
    severity: "error",
    meaning:
      "Two modules claim one file. One would overwrite the other. Parts of generated modules can share a file, but not with a module written by hand, and not under names that differ in case only: on macOS those are one file.",
    example: `${SHELL}
${dendriticModule("prompt", 'folder: "Shell", parts: { fish: { nixos: {} } }')}`,
    corrected: `${SHELL}
${dendriticModule("prompt", 'folder: "shell", parts: { fish: { nixos: {} } }')}`,
  },
  "module-file-missing": {
    severity: "error",
    meaning:
      "A module is in a file that the repository does not have. Nix would stop at the path, or miss the module that the file defines. Paths are relative to the folder of `flake.nix`; that of an `ExternalModule` to `modules/` in it.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/web-server.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
  "module-import-class": {
    severity: "error",
    meaning:
      "A module imports one that has nothing for its classes. A NixOS module cannot import a module for home-manager: Nix refuses modules of another class.",
    example: `const prompt = ${dendriticModule("prompt", "parts: { starship: { homeManager: {} } }")}
${dendriticModule("base", "parts: { nix: { nixos: {} } }, imports: [prompt]")}`,
    corrected: `const prompt = ${dendriticModule("prompt", "parts: { starship: { nixos: {} } }")}
${dendriticModule("base", "parts: { nix: { nixos: {} } }, imports: [prompt]")}`,
  },
  "module-name-generated": {
    severity: "error",
    meaning:
      "A module has the name of a generated one. `hosts/<machine>` is the module of a machine, and `users/<user>` that of a home: Nix would merge the two, and one that imports the other would import itself.",
    example: `${nixosMachine()}
${dendriticModule("hosts/cinnabar", "parts: { disks: { nixos: {} } }")}`,
    corrected: `${nixosMachine()}
${dendriticModule("cinnabar", "parts: { disks: { nixos: {} } }")}`,
  },
  "module-name-invalid": {
    severity: "error",
    meaning:
      "The name of a module cannot be used as a variable in Nix. The generated hosts refer to it below `with config.flake.modules.<class>`, where a keyword such as `with`, or a name such as `lib`, would mean something else.",
    example: dendriticModule("with"),
    corrected: SHELL,
  },
  "module-path-invalid": {
    severity: "error",
    meaning:
      "The path of a module is not `<file>.nix` or `<folder>/<file>.nix`. import-tree imports `.nix` files below `modules/`, and other characters would have to be quoted wherever people name the file.",
    example: dendriticModule("shell", 'parts: { "my fish": { nixos: {} } }'),
    corrected: SHELL,
  },
  "module-path-skipped": {
    severity: "error",
    meaning:
      "The file of a module is one that import-tree skips. It skips each path that has a part that starts with `_`, so the module would be missing although the file is there.",
    example: dendriticModule("shell", 'folder: "_shell", parts: { fish: { nixos: {} } }'),
    corrected: SHELL,
  },
  "module-vars-without-system": {
    severity: "error",
    meaning:
      "A module for homes only has generators or secrets. Clan's vars belong to machines; home-manager has none, so nothing would be generated.",
    example: `const token = new SopsSecret(fleet, "token", { file: "secrets/token.yaml" });
${dendriticModule("git", "parts: { git: { homeManager: {} } }, secrets: [token]")}`,
    corrected: `const token = new SopsSecret(fleet, "token", { file: "secrets/token.yaml" });
${dendriticModule("git", "parts: { git: { homeManager: {} } }")}
${nixosMachine("secrets: [token]")}`,
  },
  "nix-file-in-modules": {
    severity: "error",
    meaning:
      "A plain Nix file lies below `modules/`. import-tree imports every `.nix` file there as a module of flake-parts, unless a part of its path starts with `_`, so that options of a machine would be taken for those of the flake.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "modules/nginx.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
  "nix-file-path-invalid": {
    severity: "error",
    meaning:
      "The path of a Nix file is not one inside the repository. A flake cannot import files outside it, and other characters cannot stand in a path of Nix.",
    example: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "/etc/nixos/nginx.nix" });',
    corrected: 'new NixFile(fleet, "nginx", { classes: ["nixos"], path: "nixos/nginx.nix" });',
  },
});
