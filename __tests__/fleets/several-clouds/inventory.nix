# The hand-written inventory, in one file.
{ config, ... }:
let
  inherit (config.flake.meta.users) lea yun;
in
{
  flake.clan.inventory.machines = {
    web01.description = "forge, website, chat";
    web01.tags = [
      "hetzner"
      "backup"
    ];
    web02.description = "login, documents";
    web02.tags = [
      "hetzner"
      "backup"
    ];
    builder.description = "builds for aarch64";
    builder.tags = [ "hetzner" ];
    meet.description = "video calls, near those who join";
    nas.description = "backups, at home";
  };

  flake.clan.inventory.instances = {
    zerotier = {
      module.name = "zerotier";
      module.input = "clan-core";
      roles.controller.machines.web01 = { };
      roles.peer.tags = [ "all" ];
    };
    sshd = {
      module.name = "sshd";
      module.input = "clan-core";
      roles.server.tags = [ "all" ];
      roles.server.settings.certificate.searchDomains = [ "collective.example.org" ];
      roles.client.tags = [ "all" ];
      roles.client.settings.certificate.searchDomains = [ "collective.example.org" ];
    };
    root = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
      roles.default.settings = {
        user = "root";
        prompt = false;
        openssh.authorizedKeys.keys = lea.sshKeys ++ yun.sshKeys;
      };
    };
    emergency-access = {
      module.name = "emergency-access";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
    };
    borgbackup = {
      module.name = "borgbackup";
      module.input = "clan-core";
      roles.client.tags = [ "backup" ];
      roles.server.machines.nas.settings.directory = "/srv/borg";
    };
  };
}
