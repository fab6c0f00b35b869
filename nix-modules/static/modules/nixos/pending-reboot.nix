{ lib, ... }:
{
  flake.modules.nixos."auto-upgrade/pending-reboot" =
    { pkgs, ... }:
    let
      # Prints nothing while the machine runs what is installed.
      pending-reboot = pkgs.writeShellApplication {
        name = "pending-reboot";
        runtimeInputs = [ pkgs.coreutils ];
        text = ''
          for part in kernel initrd kernel-modules; do
            running=$(readlink -f "/run/booted-system/$part")
            installed=$(readlink -f "/nix/var/nix/profiles/system/$part")
            if [ "$running" != "$installed" ]; then
              echo "pending reboot: the $part that is installed is not the one that runs"
              exit
            fi
          done
        '';
      };
    in
    {
      environment = {
        systemPackages = [ pending-reboot ];
        loginShellInit = lib.getExe pending-reboot;
      };
    };
}
