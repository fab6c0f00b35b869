{
  flake.modules.darwin."sshd-darwin/client" =
    { config, lib, ... }:
    let
      authority = config.clan.core.vars.generators.openssh-ca.files."id_ed25519.pub";
    in
    {
      programs.ssh.knownHosts.ssh-ca = lib.mkIf authority.exists {
        certAuthority = true;
        hostNames = [ "*.${config.clan.core.settings.domain}" ];
        publicKey = authority.value;
      };
    };
}
