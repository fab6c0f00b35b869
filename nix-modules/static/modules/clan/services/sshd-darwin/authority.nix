{
  flake.modules.darwin."sshd-darwin/authority" =
    { lib, pkgs, ... }:
    {
      options.sshd-darwin.searchDomains = lib.mkOption {
        type = lib.types.listOf lib.types.str;
        default = [ ];
        description = "Domains beside the clan's under which its machines are known.";
      };

      # The same as in clan-core's sshd: clan refuses a shared generator whose files differ.
      config.clan.core.vars.generators.openssh-ca = {
        share = true;
        files = {
          id_ed25519.deploy = false;
          "id_ed25519.pub" = {
            deploy = false;
            secret = false;
          };
        };
        runtimeInputs = [ pkgs.openssh ];
        script = ''
          ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id_ed25519"
        '';
      };
    };
}
