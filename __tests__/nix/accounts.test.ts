import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { nix } from "@nix-fleet/nix-language";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createApp } from "../../cli/app";
import {
  ClanService,
  DarwinMachine,
  DendriticModule,
  Fleet,
  type FleetApp,
  inputModule,
  NixosMachine,
  SshdService,
  Tag,
  User,
  UserAccount,
} from "../../constructs";
import { renderedFiles } from "../support/diagnostics";
import { describeWithCheckouts } from "./support/checkouts";
import { EVAL_TREE, evalTree } from "./support/eval-tree";
import { nixFilesIn, testNixFiles } from "./support/nix-files";

const KEY = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 ada";

/** Accounts on machines of both classes, modules of both, and settings that are one expression. */
function declare(app: FleetApp): void {
  const fleet = new Fleet(app, "infra");
  const onLinux = nix.apply("lib.mkIf", nix.ref("pkgs.stdenv.isLinux"), { xdg: { enable: true } });
  const ada = new User(fleet, "ada", {
    uid: 501,
    sshKeys: [KEY],
    shell: "fish",
    fullName: 'Ada "L."',
    home: { stateVersion: "25.11", settings: onLinux },
  });
  const isOld = nix.raw('config.system.stateVersion == "25.11"');
  const web = new NixosMachine(fleet, "web", {
    stateVersion: "25.11",
    imports: [inputModule("home-manager", "nixos", "home-manager")],
    settings: nix.apply("lib.mkIf", isOld, { networking: { nftables: { enable: true } } }),
  });
  const imports = [inputModule("home-manager", "darwin", "home-manager")];
  const stibnite = new DarwinMachine(fleet, "stibnite", {
    primaryUser: ada,
    stateVersion: 6,
    imports,
  });
  const blackphos = new DarwinMachine(fleet, "blackphos", { stateVersion: 6, imports });
  const enabled = { programs: { zsh: { enable: true } } };
  const zsh = new DendriticModule(fleet, "zsh", {
    parts: { zsh: { nixos: enabled, darwin: enabled } },
  });
  const tools = { default: { tags: [Tag.ALL], extraModules: [zsh] } };
  new ClanService(fleet, "zsh-for-all", { service: "importer", roles: tools });
  new UserAccount(fleet, "ada", { user: ada, machines: [web, stibnite], groups: ["wheel"] });
  const differing = { shell: "bash", uid: 1007, homeFolder: "/Volumes/data/ada" } as const;
  new UserAccount(fleet, "ada-too", { user: ada, machines: [blackphos], ...differing });
  new UserAccount(fleet, "root", { user: User.ROOT, machines: [Tag.ALL], authorized: [ada] });
  new SshdService(fleet, "sshd", { servers: [Tag.ALL], clients: [Tag.ALL] });
}

const folder = mkdtempSync(join(tmpdir(), "fleet-accounts-"));

beforeAll(() => {
  for (const { path, text } of renderedFiles(createApp(declare, { out: folder }))) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});

afterAll(() => rmSync(folder, { recursive: true }));

testNixFiles("every Nix file of machines with accounts", () => nixFilesIn(folder));

describeWithCheckouts([EVAL_TREE], "machines with accounts, evaluated with their inputs", () => {
  it("have no error, no warning and no service without effect", { timeout: 60_000 }, () => {
    expect(evalTree(folder)).toBe("");
  });
});
