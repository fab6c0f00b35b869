import { nix } from "@nix-fleet/nix-language";
import {
  ApiToken,
  ClanService,
  DarwinMachine,
  DendriticModule,
  Fleet,
  type FleetApp,
  HetznerStack,
  inputModule,
  Location,
  NixosMachine,
  ServerType,
  Tag,
  User,
  UserAccount,
  ZerotierNetwork,
} from "../../../constructs";
import { declareComputed, declareOddModules } from "./odd-modules";

interface Members {
  readonly server: NixosMachine;
  readonly bare: NixosMachine;
  readonly keyword: Tag;
}

/**
 * A fleet with everything that can be rendered to Nix, with Nix keywords as names wherever possible, and with text that
 * Nix must escape.
 */
export function declareOddFleet(app: FleetApp): void {
  const fleet = new Fleet(app, "odd-1", {
    description: "what \"quotes\", \\, ${braces} and ''these'' become",
    domain: "odd-1.example.org",
  });
  const modules = declareOddModules(fleet);
  const person = new User(fleet, "with", {
    uid: 501,
    home: { stateVersion: "25.11", modules: [modules.home], settings: { xdg: { enable: true } } },
    fullName: 'O"Brien ${HOME} \\ é 𝄞',
    email: "somebody@example.org",
    sshKeys: [
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIdGdMev6x4evzyi/9Kz4QQ7ZHTQsmdHqSkml55MqnK4 somebody",
    ],
  });
  const computed = declareComputed(fleet, person, [modules.imported, modules.byHand]);
  const keyword = new Tag(fleet, "let");
  const server = new NixosMachine(fleet, "or", {
    description: "a first line\nand a second with ''quotes'' and ${braces}",
    tags: [keyword, new Tag(fleet, "_Odd-Tag")],
    targetHost: "root@[2001:db8::1]:2222",
    stateVersion: "25.11",
    imports: [computed],
    server: {
      type: ServerType.CX53,
      location: Location.FSN1,
      labels: { with: "", "odd-purpose": "a_b.c" },
    },
    settings: {
      environment: {
        systemPackages: [nix.ref("pkgs", "jq")],
        variables: { HOST: nix.ref("config.networking.hostName") },
      },
    },
  });
  const bare = new NixosMachine(fleet, "0x", { stateVersion: "25.11", platform: "aarch64-linux" });
  new DarwinMachine(fleet, "in", {
    primaryUser: person,
    stateVersion: 6,
    zerotierMemberId: "0123456789",
    imports: [modules.text, inputModule("home-manager", "darwin", "home-manager")],
    settings: { system: { defaults: { dock: { autohide: true } } } },
  });
  declareServices(fleet, person, { server, bare, keyword });
  new HetznerStack(app, "if", {
    machines: [server],
    token: ApiToken.fromClanSecret("token"),
  });
}

function declareServices(fleet: Fleet, person: User, { server, bare, keyword }: Members): void {
  new ClanService(fleet, "rec", {
    service: "users",
    roles: {
      default: {
        machines: [{ machine: bare, settings: { prompt: nix.apply("lib.mkForce", false) } }],
        tags: [{ tag: keyword, settings: { groups: ["wheel"] } }, Tag.NIXOS],
        settings: {
          user: "with",
          prompt: true,
          openssh: { authorizedKeys: { keys: person.fact("sshKeys") } },
        },
      },
    },
  });
  const extra = new DendriticModule(fleet, "extra", {
    parts: { extra: { nixos: { services: { fail2ban: { enable: true } } } } },
  });
  new ClanService(fleet, "inherit", {
    service: "sshd",
    roles: {
      server: { machines: [server], extraModules: [extra] },
      client: { tags: [Tag.NIXOS] },
    },
  });
  new UserAccount(fleet, "assert", { user: person, machines: [Tag.DARWIN] });
  new ZerotierNetwork(fleet, "then", { controller: server, peers: [Tag.ALL] });
}
