import { expect, it } from "vitest";
import {
  ClanService,
  DendriticModule,
  Disk,
  ExternalModule,
  Fleet,
  inputModule,
  type Module,
  NixosMachine,
  Tag,
  User,
  UserAccount,
} from "../../../constructs";
import { issuesOf, nixSide } from "../../support/diagnostics";
import { fleetWith, testApp } from "../../support/fleets";
import { describeWrongFleets } from "../../support/wrong-fleets";
import { nixosModule } from "./nixos-module";

describeWrongFleets("a wrong module", [
  ...["1st", "my shell", "", "/x", "x/", "with", "config", "pkgs"].map((name) => ({
    mistake: `a module named ${JSON.stringify(name)}`,
    declare: () =>
      fleetWith((fleet) => {
        new DendriticModule(fleet, name, { folder: "shell", parts: { shell: { nixos: {} } } });
      }),
    path: `infra/module:${name.replace("/", "--")}`,
    code: "module-name-invalid",
    says: [`module name is invalid: ${JSON.stringify(name)}`, "no keyword or variable"],
  })),
  {
    mistake: "two modules with the same name",
    declare: () =>
      fleetWith((fleet) => {
        nixosModule(fleet, "shell");
        nixosModule(fleet, "shell", [], "other");
      }),
    path: "infra/module:shell#2",
    code: "module-duplicate",
    says: ['duplicate module: "shell"', "one module for each name"],
  },
  {
    mistake: "a hand-written module with the name of a generated one",
    declare: () =>
      fleetWith((fleet) => {
        nixosModule(fleet, "shell");
        new ExternalModule(fleet, "shell", { classes: ["nixos"], path: "mine/shell.nix" });
      }),
    path: "infra/module:shell#2",
    code: "module-duplicate",
    says: ['duplicate module: "shell"'],
  },
  {
    mistake: "two modules with the same file",
    declare: () =>
      fleetWith((fleet) => {
        nixosModule(fleet, "shell");
        new ExternalModule(fleet, "mine", { classes: ["nixos"], path: "shell/shell.nix" });
      }),
    path: "infra/module:mine",
    code: "module-file-claimed",
    says: ['use the same file: "modules/shell/shell.nix"', "infra/module:shell uses this one"],
  },
  {
    mistake: "two files that are the same on a Mac",
    declare: () =>
      fleetWith((fleet) => {
        nixosModule(fleet, "shell");
        new ExternalModule(fleet, "mine", { classes: ["nixos"], path: "Shell/shell.nix" });
      }),
    path: "infra/module:mine",
    code: "module-file-claimed",
    says: ['"modules/Shell/shell.nix"'],
  },
  ...["_private", "shell/_private"].map((folder) => ({
    mistake: `the folder ${folder}, which import-tree skips`,
    declare: () => fleetWith((fleet) => nixosModule(fleet, "shell", [], folder)),
    path: "infra/module:shell",
    code: "module-path-skipped",
    says: ["import-tree skips", `"modules/${folder}/shell.nix"`, "rename the folder"],
  })),
  ...["../outside", "/etc", "a b", "a//b", "."].map((folder) => ({
    mistake: `the folder ${JSON.stringify(folder)}`,
    declare: () => fleetWith((fleet) => nixosModule(fleet, "shell", [], folder)),
    path: "infra/module:shell",
    code: "module-path-invalid",
    says: ["module path is invalid", "modules/<folder>/<file>.nix"],
  })),
  ...["config", "with", "1st", "my profile"].map((name) => ({
    mistake: `a hand-written module named ${JSON.stringify(name)}`,
    declare: () =>
      fleetWith(
        (fleet) => new ExternalModule(fleet, name, { classes: ["nixos"], path: "mine/x.nix" }),
      ),
    path: `infra/module:${name}`,
    code: "module-name-invalid",
    says: [`module name is invalid: ${JSON.stringify(name)}`, "digits, '_', '-' and '/'"],
  })),
  ...["../system", "shell/../system"].map((folder) => ({
    mistake: `parts in another folder, with the folder ${folder}`,
    declare: () => fleetWith((fleet) => nixosModule(fleet, "shell", [], folder)),
    path: "infra/module:shell",
    code: "module-path-invalid",
    says: [`"modules/${folder}/shell.nix"`, 'folder: ""'],
  })),
  {
    mistake: "a module with the name of a machine's module",
    declare: () =>
      fleetWith((fleet) => {
        new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
        nixosModule(fleet, "hosts/cinnabar", [], "cinnabar");
      }),
    path: "infra/module:hosts--cinnabar",
    code: "module-name-generated",
    says: ['"hosts/cinnabar"', "rename the module"],
  },
  {
    mistake: "a module with the name of a module for encrypted disks",
    declare: () =>
      fleetWith((fleet) => {
        const disk = Disk.luks({ filesystem: "ext4", device: "/dev/disk/by-id/nvme-SSD_1" });
        const machine = new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", disk });
        const keys = [
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGPKSUrF5UaBcsGkmdjTIsx9jDhvcOPdCsDGd1VPR5MC",
        ];
        const user = new User(fleet, "ada", { sshKeys: keys });
        new UserAccount(fleet, "root", {
          user: User.ROOT,
          machines: [machine],
          authorized: [user],
        });
        nixosModule(fleet, "disk-luks");
      }),
    path: "infra/module:disk-luks",
    code: "module-name-generated",
    says: ['"disk-luks"', "rename the module"],
  },
  {
    mistake: "a module that imports one for other classes",
    declare: () =>
      fleetWith((fleet) => {
        const dock = new DendriticModule(fleet, "dock", { parts: { dock: { darwin: {} } } });
        nixosModule(fleet, "base", [dock]);
      }),
    path: "infra/module:base",
    code: "module-import-class",
    says: ['imports a module of another class: "dock"', "a module for nixos"],
  },
  {
    mistake: "modules that import each other",
    declare: () =>
      fleetWith((fleet) => {
        const imports: Module[] = [];
        const one = nixosModule(fleet, "one", imports);
        imports.push(nixosModule(fleet, "two", [one]));
      }),
    path: "infra/module:one",
    code: "module-cycle",
    says: ['in a cycle: "one -> two -> one"', "a third module"],
  },
]);

it("two files with the same name from different constructs are refused", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11" });
  new DendriticModule(fleet, "mine", {
    folder: "hosts/cinnabar",
    parts: { default: { nixos: {} } },
  });
  const [issue, ...others] = nixSide(app).issues;
  expect(others).toEqual([]);
  expect(issue?.path).toBe("infra/module:mine");
  expect(issue?.message).toContain('"modules/hosts/cinnabar/default.nix"');
});

it("a hand-written module can have any valid Nix name, and its file is never overwritten", () => {
  const app = testApp();
  const fleet = new Fleet(app, "infra");
  const profile = new ExternalModule(fleet, "profiles/bigServer", {
    classes: ["nixos"],
    path: "hosts/cinnabar/default.nix",
  });
  new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports: [profile] });
  const { files, issues } = nixSide(app);
  expect(issues.map(({ path }) => path)).toEqual(["infra/machine:cinnabar"]);
  expect(issues[0]?.message).toContain("infra/module:profiles--bigServer");
  const host = files.find(({ path }) => path === "modules/hosts/cinnabar/default.nix");
  expect(host?.text).toContain('imports = [ config.flake.modules.nixos."profiles/bigServer" ];');
});

it("a module can have several classes and files, and import others", () => {
  const { app } = fleetWith((fleet) => {
    const base = nixosModule(fleet, "base", [inputModule("srvos", "nixos", "server")]);
    const shell = new DendriticModule(fleet, "shell", {
      imports: [base],
      parts: { fish: { nixos: {}, darwin: {} }, starship: { nixos: {}, homeManager: {} } },
    });
    new ExternalModule(fleet, "legacy", { classes: ["nixos"], path: "legacy/legacy.nix" });
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports: [shell] });
  });
  expect(issuesOf(app)).toEqual([]);
});

it("a module that a machine reaches in several ways is imported once", () => {
  const { app } = fleetWith((fleet) => {
    const base = nixosModule(fleet, "base");
    const imports = [base, nixosModule(fleet, "shell", [base]), nixosModule(fleet, "net", [base])];
    new NixosMachine(fleet, "cinnabar", { stateVersion: "25.11", imports });
    const role = { tags: [Tag.NIXOS], extraModules: [base, base] };
    new ClanService(fleet, "sshd", { service: "sshd", roles: { server: role, client: role } });
  });
  const { files, issues } = nixSide(app);
  expect(issues).toEqual([]);
  const host = files.find(({ path }) => path === "modules/hosts/cinnabar/default.nix");
  expect(host?.text.match(/\bbase\b/g)).toHaveLength(1);
});
