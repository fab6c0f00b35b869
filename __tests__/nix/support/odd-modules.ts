import { type NixItem, nix } from "@nix-fleet/nix-language";
import {
  DendriticModule,
  ExternalModule,
  FlakeInput,
  type Fleet,
  inputModule,
  type Module,
  type User,
} from "../../../constructs";

/** The hand-written files of the odd fleet. */
export const HAND_WRITTEN = {
  path: "modules/private/by-hand.nix",
  text: '{\n  flake.modules.nixos.by-hand.networking.search = [ "example.org" ];\n}\n',
};

/** Modules of every kind, with text that Nix must escape. */
export function declareOddModules(fleet: Fleet) {
  const library = new FlakeInput(fleet, "with", {
    url: "github:example/with",
    follows: { nixpkgs: "nixpkgs", "flake-utils": "let" },
  });
  new FlakeInput(fleet, "let", { url: "git+https://example.org/let?ref=${main}", flake: false });
  // A fleet can replace standard inputs by its own.
  new FlakeInput(fleet, "nixpkgs", { url: "github:NixOS/nixpkgs/nixos-25.11" });

  const text = new DendriticModule(fleet, "text", {
    folder: "odd/text",
    parts: {
      "part.one": {
        nixos: {
          ...escaped(),
          services: { gatus: { settings: { numbers: NUMBERS } } },
          users: { motd: "\n\n  indented\n" },
        },
        darwin: escaped(),
      },
    },
  });
  return {
    text,
    byHand: new ExternalModule(fleet, "by-hand", {
      classes: ["nixos"],
      path: "private/by-hand.nix",
    }),
    imported: new DendriticModule(fleet, "imported", {
      imports: [text, library.module("nixos", "default"), inputModule("srvos", "nixos", "server")],
      parts: {
        second: { nixos: { services: { openssh: { enable: true } } } },
        first: { darwin: { services: { openssh: { enable: true } } } },
      },
    }),
    home: new DendriticModule(fleet, "home", {
      parts: { home: { homeManager: { programs: { git: { enable: true } } } } },
    }),
  };
}

/** A module with its own `config` argument, although it needs the flake's for facts and imports. */
export function declareComputed(fleet: Fleet, person: User, imports: readonly Module<"nixos">[]) {
  return new DendriticModule(fleet, "computed", {
    imports,
    parts: { computed: { nixos: { ...expressions(), ...facts(person) } } },
  });
}

const NUMBERS: readonly NixItem[] = [1.5, -3, nix.float(1e21), 0.1, true, null, [], {}, [[]], [{}]];

function escaped() {
  const script = nix.lines(["#!/bin/sh", "echo ''${HOME} ${USER}", "", "\ttab, 'quote' and \\"]);
  return {
    environment: {
      etc: { "a b/${c}.conf": { text: script }, "1": { text: "" } },
      variables: { if: "keyword", "a.b": "dot", "a'b": "quote", "-x": "dash", "": "empty" },
    },
  };
}

function expressions() {
  const hostName = nix.ref("config.networking.hostName");
  return {
    environment: {
      systemPackages: nix.comment("What everybody needs.", [nix.ref("pkgs", "hello")]),
      etc: { address: { text: nix.interpolate`${hostName}:8080` } },
    },
    services: { nginx: nix.apply("lib.mkIf", nix.notEqual(hostName, "in"), { enable: true }) },
    programs: { git: { config: { core: { excludesFile: nix.ref("inputs", "let") } } } },
  };
}

function facts(person: User) {
  return {
    users: {
      users: {
        with: {
          description: person.fact("fullName"),
          openssh: { authorizedKeys: { keys: person.fact("sshKeys") } },
        },
      },
    },
  };
}
