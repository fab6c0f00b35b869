{
  flake.modules.darwin."sshd-darwin/authority" =
    { lib, pkgs, ... }:
    {
      options.sshd-darwin.searchDomains = lib.mkOption {
        type = lib.types.listOf lib.types.str;
        default = [ ];
        description = "Domains of the machines in addition to the clan's domain.";
      };

      # Must equal the generator of clan-core's sshd: clan refuses a shared generator with different files.
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
