{ lib, ... }:
{
  flake.modules.nixos."auto-upgrade/pending-reboot" =
    { pkgs, ... }:
    let
      # Prints nothing if the running kernel and initrd are the installed ones.
      pending-reboot = pkgs.writeShellApplication {
        name = "pending-reboot";
        runtimeInputs = [ pkgs.coreutils ];
        text = ''
          for part in kernel initrd kernel-modules; do
            running=$(readlink -f "/run/booted-system/$part")
            installed=$(readlink -f "/nix/var/nix/profiles/system/$part")
            if [ "$running" != "$installed" ]; then
              echo "pending reboot: the installed $part differs from the running one"
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
