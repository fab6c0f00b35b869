# The hand-written inventory, in one file. The services for Macs are defined in this flake.
{ config, ... }:
let
  inherit (config.flake) meta modules;
  inherit (meta.users) ines tom;
in
{
  flake.clan.inventory.machines = {
    lighthouse.description = "public services, zerotier controller";
    lighthouse.tags = [ "server" ];
    buoy.description = "builds for the others";
    buoy.tags = [ "server" ];
    galleon.description = "workstation";
    galleon.tags = [ "personal" ];
    schooner = {
      machineClass = "darwin";
      description = "laptop of Inês";
      tags = [
        "mac"
        "personal"
      ];
      deploy.targetHost = "ines@schooner.harbour.internal";
    };
    brig = {
      machineClass = "darwin";
      description = "desk of Inês, with Determinate Nix";
      tags = [
        "mac"
        "personal"
      ];
      deploy.targetHost = "ines@brig.harbour.internal";
    };
    ketch = {
      machineClass = "darwin";
      description = "Tom's shared laptop";
      tags = [
        "mac"
        "personal"
      ];
      deploy.targetHost = "tom@ketch.harbour.internal";
    };
  };

  flake.clan.inventory.instances = {
    zerotier = {
      module.name = "zerotier";
      module.input = "clan-core";
      roles.controller.machines.lighthouse.settings.allowedIds = [ "1a2b3c4d5e" ];
      roles.peer.tags = [ "nixos" ];
      roles.peer.extraModules = [ modules.nixos."zerotier/hosts" ];
    };
    zerotier-darwin = {
      module.name = "zerotier-darwin";
      module.input = "self";
      roles.peer.tags = [ "darwin" ];
      roles.peer.settings.networkId = meta.zerotier.networkId;
    };

    sshd = {
      module.name = "sshd";
      module.input = "clan-core";
      roles.server.tags = [ "nixos" ];
      roles.server.settings.certificate.searchDomains = [ "harbour.example.org" ];
      roles.client.tags = [ "nixos" ];
      roles.client.settings.certificate.searchDomains = [ "harbour.example.org" ];
    };
    sshd-darwin = {
      module.name = "sshd-darwin";
      module.input = "self";
      roles.server.tags = [ "darwin" ];
      roles.server.settings.searchDomains = [ "harbour.example.org" ];
      roles.client.tags = [ "darwin" ];
      roles.client.settings.searchDomains = [ "harbour.example.org" ];
    };

    emergency-access = {
      module.name = "emergency-access";
      module.input = "clan-core";
      roles.default.tags = [ "nixos" ];
    };
    trusted-nix-caches = {
      module.name = "trusted-nix-caches";
      module.input = "clan-core";
      roles.default.tags = [ "nixos" ];
    };

    user-root = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.tags = [ "nixos" ];
      roles.default.settings = {
        user = "root";
        prompt = false;
        openssh.authorizedKeys.keys = ines.sshKeys;
      };
    };
    user-ines = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.machines.galleon = { };
      roles.default.settings = {
        user = "ines";
        groups = [
          "wheel"
          "video"
        ];
        openssh.authorizedKeys.keys = ines.sshKeys;
      };
      roles.default.extraModules = [ modules.nixos."users/ines" ];
    };
    user-tom = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.machines.galleon = { };
      roles.default.settings = {
        user = "tom";
        prompt = false;
        openssh.authorizedKeys.keys = tom.sshKeys;
      };
      roles.default.extraModules = [ modules.nixos."users/tom" ];
    };
    user-ines-darwin = {
      module.name = "users-darwin";
      module.input = "self";
      roles.default.machines.schooner = { };
      roles.default.machines.brig = { };
      roles.default.settings = {
        user = "ines";
        uid = 501;
        description = "Inês Cais";
        shell = "fish";
        openssh.authorizedKeys.keys = ines.sshKeys;
      };
      roles.default.extraModules = [ modules.darwin."users/ines" ];
    };
    user-ines-guest = {
      module.name = "users-darwin";
      module.input = "self";
      roles.default.machines.ketch = { };
      roles.default.settings = {
        user = "ines";
        uid = 503;
        description = "Inês Cais";
        openssh.authorizedKeys.keys = ines.sshKeys;
      };
      roles.default.extraModules = [ modules.darwin."users/ines" ];
    };
    user-tom-darwin = {
      module.name = "users-darwin";
      module.input = "self";
      roles.default.machines.ketch = { };
      roles.default.settings = {
        user = "tom";
        uid = 502;
        description = "Tom Pier";
        openssh.authorizedKeys.keys = tom.sshKeys;
      };
      roles.default.extraModules = [ modules.darwin."users/tom" ];
    };
  };
}
