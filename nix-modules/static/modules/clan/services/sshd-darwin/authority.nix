{
  flake.modules.darwin."sshd-darwin/authority" =
    { pkgs, ... }:
    {
      # The same as in clan-core's sshd: clan refuses a shared generator whose files differ.
      clan.core.vars.generators.openssh-ca = {
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
