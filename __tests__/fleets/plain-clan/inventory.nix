# The hand-written inventory, in one file.
{ config, ... }:
let
  inherit (config.flake.meta.users.mara) sshKeys;
in
{
  flake.clan.inventory.machines = {
    quince.description = "workstation";
    quince.tags = [ "desktop" ];
    medlar.tags = [ "desktop" ];
    damson.description = "laptop";
    damson.tags = [
      "desktop"
      "mobile"
    ];
    currant.description = "pocket computer";
    currant.tags = [ "mobile" ];

    pear = {
      description = "public services";
      tags = [ "server" ];
      deploy.targetHost = "root@pear.orchard.example.org";
    };
    plum = {
      description = "backups, media";
      tags = [ "server" ];
      deploy.targetHost = "root@192.0.2.14:2222?ProxyJump=root@pear.orchard.example.org";
      deploy.buildHost = "root@pear.orchard.example.org";
    };
    fig.description = "router at home";
    fig.tags = [ "server" ];
  };

  flake.clan.inventory.instances = {
    user-root = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
      roles.default.settings = {
        user = "root";
        prompt = false;
        share = true;
        openssh.authorizedKeys.keys = sshKeys;
      };
      roles.default.extraModules = [ ../../../users/root.nix ];
    };
    user-mara = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
      roles.default.settings = {
        user = "mara";
        share = true;
        groups = [
          "wheel"
          "networkmanager"
        ];
        openssh.authorizedKeys.keys = sshKeys;
        identity.main = {
          email = "mara@orchard.example.org";
          groups = [
            "admins"
            "users"
          ];
        };
      };
    };
    user-tilo = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.machines.medlar = { };
      roles.default.settings = {
        user = "tilo";
        prompt = false;
        share = true;
        identity.main = { };
      };
    };
    # Without an account.
    user-guests = {
      module.name = "users";
      module.input = "clan-core";
      roles.default.tags = [ "server" ];
      roles.default.settings = {
        user = "guests";
        systemUser = false;
        identity.main.groups = [ "users" ];
      };
    };

    sshd = {
      module.name = "sshd";
      module.input = "clan-core";
      roles.server.tags = [ "all" ];
      roles.server.settings.certificate.searchDomains = [ "orchard.example.org" ];
      roles.client.tags = [ "all" ];
      roles.client.settings.certificate.searchDomains = [ "orchard.example.org" ];
    };
    zerotier = {
      module.name = "zerotier";
      module.input = "clan-core";
      roles.controller.machines.pear.settings.allowedIds = [ "9f1c8d02aa" ];
      roles.moon.machines.plum.settings.stableEndpoints = [ "192.0.2.14/9993" ];
      roles.peer.tags = [ "all" ];
    };

    borgbackup = {
      module.name = "borgbackup";
      module.input = "clan-core";
      roles.server.machines.plum.settings.directory = "/srv/borg";
      roles.client.machines.quince = { };
      roles.client.machines.pear.settings = {
        startAt = "*-*-* 04:30:00";
        destinations.storagebox = {
          repo = "u123456@u123456.your-storagebox.de:/./borg";
          rsh = "ssh -oPort=23 -i /run/secrets/vars/borgbackup/borgbackup.ssh";
        };
      };
      roles.client.settings.exclude = [
        "/home/*/.cache"
        "*.pyc"
      ];
    };

    wifi = {
      module.name = "wifi";
      module.input = "clan-core";
      roles.default.tags = [ "mobile" ];
      roles.default.settings.networks = {
        home = { };
        phone.autoConnect = false;
      };
    };
    syncthing = {
      module.name = "syncthing";
      module.input = "clan-core";
      roles.peer.tags = [ "desktop" ];
      roles.peer.settings.folders.notes.path = "~/notes";
    };
    emergency-access = {
      module.name = "emergency-access";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
    };
    importer = {
      module.name = "importer";
      module.input = "clan-core";
      roles.default.tags = [ "all" ];
      roles.default.extraModules = [ ../../../nixos/common.nix ];
    };
    media = {
      module.name = "@orchard/media";
      module.input = "self";
      roles.server.machines.plum.settings.host = "media.orchard.example.org";
    };
  };
}
