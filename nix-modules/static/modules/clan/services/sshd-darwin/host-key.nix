{
  flake.modules.darwin."sshd-darwin/server" =
    {
      config,
      lib,
      pkgs,
      ...
    }:
    let
      inherit (config.clan.core.settings) domain machine;
      domains = lib.unique ([ domain ] ++ config.sshd-darwin.searchDomains);
      hostNames = lib.concatMapStringsSep "," (name: "${machine.name}.${name}") domains;
    in
    {
      clan.core.vars.generators = {
        openssh = {
          files = {
            "ssh.id_ed25519" = { };
            "ssh.id_ed25519.pub".secret = false;
          };
          runtimeInputs = [ pkgs.openssh ];
          script = ''
            ssh-keygen -q -t ed25519 -N "" -C "" -f "$out/ssh.id_ed25519"
          '';
        };

        openssh-cert = {
          files."ssh.id_ed25519-cert.pub".secret = false;
          dependencies = [
            "openssh"
            "openssh-ca"
          ];
          # Sign the key again if a name changes.
          validation = hostNames;
          runtimeInputs = [ pkgs.openssh ];
          # ssh-keygen writes the certificate next to the key that it signs.
          script = ''
            ssh-keygen -q -h -s "$in/openssh-ca/id_ed25519" -I ${machine.name} \
              -n ${hostNames} "$in/openssh/ssh.id_ed25519.pub"
            mv "$in/openssh/ssh.id_ed25519-cert.pub" "$out"
          '';
        };
      };
    };
}
