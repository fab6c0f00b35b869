{
  flake.modules.nixos."hosts/cinnabar" =
    { pkgs, ... }:
    {
      clan.core.vars.generators.backup = {
        files = {
          "id-cert.pub".secret = false;
          password = {
            group = "wheel";
            mode = "0440";
            neededFor = "activation";
            owner = "restic";
          };
        };
        prompts.password = {
          description = "Password of the storage";
          persist = true;
          type = "hidden";
        };
        dependencies = [
          "authority"
          "openssh"
        ];
        runtimeInputs = [
          pkgs.openssh
          pkgs.python3Packages.requests
        ];
        script = ''
          cp "$in/openssh/ssh.id_ed25519.pub" .
          ssh-keygen -s "$in/authority/id" -I "''${HOST-}"
        '';
      };
    };
}
