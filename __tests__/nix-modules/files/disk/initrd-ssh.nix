{ lib, ... }:
{
  # The initrd is not encrypted, so its sshd uses a separate host key. Users who may log in as root can send
  # the passphrase: just unlock MACHINE
  flake.modules.nixos.disk-initrd-ssh =
    { config, pkgs, ... }:
    {
      clan.core.vars.generators.initrd-ssh = {
        files = {
          id_ed25519.neededFor = "activation";
          "id_ed25519.pub".secret = false;
        };
        runtimeInputs = [ pkgs.openssh ];
        script = ''
          ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id_ed25519"
        '';
      };

      boot.initrd = {
        systemd.enable = true;

        network = {
          enable = true;
          ssh = {
            enable = true;
            # Weaker than mkDefault, so that a machine can set another port in any way.
            port = lib.mkOverride 1400 2222;
            hostKeys = [ config.clan.core.vars.generators.initrd-ssh.files.id_ed25519.path ];
          };
        };

        # Fallback: networks sort by name, and any other matching network of the machine comes first.
        systemd.network.networks."99-unlock" = {
          matchConfig.Type = "ether";
          networkConfig.DHCP = "yes";
        };
      };
    };
}
