import { nix } from "@nix-fleet/nix-language";
import { expect, it } from "vitest";
import {
  DarwinMachine,
  DendriticModule,
  ExternalModule,
  FlakeInput,
  Fleet,
  type FleetApp,
  inputModule,
  NixosMachine,
  SshdService,
  Tag,
  User,
  UserAccount,
  WorkstationStack,
  ZerotierNetwork,
} from "../../../constructs";
import { fullApp, jsonOf } from "./two-macs";

/** One thing of the fleet each; a test changes one at a time. */
const FACTS = {
  domain: "infra.example.org",
  ownSetting: "left",
  ownDescription: "a Mac",
  ownComment: "as on the old one",
  otherSetting: "right",
  otherDescription: "another Mac",
  otherTag: "clients",
  otherUnusedTag: "no",
  otherMemberId: "0123456789",
  newMember: "none",
  nixosSetting: "hello",
  importedForDarwin: "darwin",
  importedForHomes: "home",
  importedForNixos: "nixos",
  importedByImported: "deep",
  importedByOther: "games",
  ownerName: "Dev",
  strangerName: "Guest",
  servers: "both",
  nixosAccount: "wheel",
  ownInput: "github:a/own",
  otherInput: "github:a/other",
  nixpkgs: "github:NixOS/nixpkgs/nixpkgs-unstable",
};
type Facts = typeof FACTS;

/** blackphos and stibnite with modules of their own and shared ones, and the NixOS machine cinnabar. */
function declareFleet(app: FleetApp, facts: Facts): void {
  const fleet = new Fleet(app, "infra", { domain: facts.domain });
  const [clients, unused] = [new Tag(fleet, "clients"), new Tag(fleet, "unused")];
  const deep = new DendriticModule(fleet, "deep", {
    parts: { deep: { darwin: { environment: { variables: { DEEP: facts.importedByImported } } } } },
  });
  const shared = new DendriticModule(fleet, "shared", {
    imports: [deep, inputModule("home-manager", "darwin", "home-manager")],
    parts: {
      shared: {
        darwin: { environment: { variables: { SHARED: facts.importedForDarwin } } },
        homeManager: { home: { sessionVariables: { SHARED: facts.importedForHomes } } },
        nixos: { environment: { variables: { SHARED: facts.importedForNixos } } },
      },
    },
  });
  const inputs = [
    new FlakeInput(fleet, "own-input", { url: facts.ownInput }),
    new FlakeInput(fleet, "other-input", { url: facts.otherInput }),
  ] as const;
  new FlakeInput(fleet, "nixpkgs", { url: facts.nixpkgs });
  const games = new DendriticModule(fleet, "system", {
    parts: { games: { darwin: { environment: { variables: { GAMES: facts.importedByOther } } } } },
  });
  const byHand = (name: string) =>
    new ExternalModule(fleet, `${name}-by-hand`, {
      classes: ["darwin"],
      path: `by-hand/${name}.nix`,
    });
  const owner = new User(fleet, "crs58", {
    fullName: facts.ownerName,
    uid: 501,
    home: { stateVersion: "25.11", modules: [shared] },
  });
  const stranger = new User(fleet, "guest", { fullName: facts.strangerName });
  const blackphos = new DarwinMachine(fleet, "blackphos", {
    primaryUser: owner,
    stateVersion: 6,
    description: facts.ownDescription,
    tags: [clients],
    imports: [shared, byHand("own"), inputs[0].module("darwin", "x")],
    settings: {
      system: {
        defaults: {
          loginwindow: nix.comment(facts.ownComment, { LoginwindowText: facts.ownSetting }),
        },
      },
    },
  });
  const stibnite = new DarwinMachine(fleet, "stibnite", {
    primaryUser: owner,
    stateVersion: 6,
    description: facts.otherDescription,
    zerotierMemberId: facts.otherMemberId,
    tags: [
      ...(facts.otherTag === "clients" ? [clients] : []),
      ...(facts.otherUnusedTag === "yes" ? [unused] : []),
    ],
    imports: [shared, games, byHand("other"), inputs[1].module("darwin", "x")],
    settings: { system: { defaults: { loginwindow: { LoginwindowText: facts.otherSetting } } } },
  });
  const cinnabar = new NixosMachine(fleet, "cinnabar", {
    stateVersion: "25.11",
    tags: [unused],
    settings: { users: { motd: facts.nixosSetting } },
  });
  if (facts.newMember !== "none")
    new NixosMachine(fleet, facts.newMember, { stateVersion: "25.11" });
  const servers = facts.servers === "both" ? [clients] : [blackphos];
  new SshdService(fleet, "sshd", { servers, clients: [clients] });
  new ZerotierNetwork(fleet, "mesh", { controller: cinnabar, peers: [Tag.ALL] });
  new UserAccount(fleet, "owner", { user: owner, machines: [Tag.DARWIN] });
  const groups = [facts.nixosAccount];
  new UserAccount(fleet, "stranger", { user: stranger, machines: [cinnabar], groups });
  new WorkstationStack(app, "blackphos", { machine: blackphos });
  new WorkstationStack(app, "stibnite", { machine: stibnite });
}

function triggers(change: Partial<Facts> = {}): Readonly<Record<string, string>> {
  const app = fullApp();
  declareFleet(app, { ...FACTS, ...change });
  return jsonOf({ app }).resource.null_resource["activate-blackphos"].triggers;
}

it("is the same for the same fleet", () => {
  expect(triggers()).toEqual(triggers());
  expect(triggers().configuration).toMatch(/^[0-9a-f]{64}$/);
});

it.each<[keyof Facts, string]>([
  ["ownSetting", "bottom"],
  ["importedForDarwin", "changed"],
  ["importedForHomes", "changed"],
  ["importedByImported", "changed"],
  ["ownerName", "Developer"],
  ["servers", "one"],
  ["otherTag", "none"],
  ["otherMemberId", "9876543210"],
  ["newMember", "verdigris"],
  ["domain", "example.net"],
  ["ownInput", "github:b/own"],
  ["nixpkgs", "github:NixOS/nixpkgs/nixos-25.11"],
])("changes if something of the Mac changes: %s", (fact, value) => {
  expect(triggers({ [fact]: value }).configuration).not.toBe(triggers().configuration);
});

it.each<[keyof Facts, string]>([
  ["ownDescription", "the same Mac"],
  ["ownComment", "in other words"],
  ["otherSetting", "bottom"],
  ["otherDescription", "the same other Mac"],
  ["otherUnusedTag", "yes"],
  ["nixosSetting", "changed"],
  ["importedForNixos", "changed"],
  ["importedByOther", "changed"],
  ["strangerName", "Somebody"],
  ["nixosAccount", "video"],
  ["otherInput", "github:b/other"],
])("does not change if something of other machines changes: %s", (fact, value) => {
  expect(triggers({ [fact]: value })).toEqual(triggers());
});

it("includes the hash of each hand-written module that the Mac imports, computed by Terraform", () => {
  expect(triggers()["modules/by-hand/own.nix"]).toBe(
    '${fileexists("${path.module}/../../../modules/by-hand/own.nix") ? filesha256("${path.module}/../../../modules/by-hand/own.nix") : ""}',
  );
  expect(Object.keys(triggers())).not.toContain("modules/by-hand/other.nix");
});
