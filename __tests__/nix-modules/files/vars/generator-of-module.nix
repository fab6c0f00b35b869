let
  generator =
    { pkgs, ... }:
    {
      clan.core.vars.generators.authority = {
        share = true;
        files = {
          id.deploy = false;
          "id.pub".secret = false;
        };
        runtimeInputs = [ pkgs.openssh ];
        script = ''
          ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/id"
        '';
      };
    };
in
{
  flake.modules = {
    nixos.trust = generator;
    darwin.trust = generator;
  };
}
