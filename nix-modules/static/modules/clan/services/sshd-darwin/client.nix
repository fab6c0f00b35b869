{
  flake.modules.darwin."sshd-darwin/client" =
    { config, lib, ... }:
    let
      inherit (config.clan.core.settings) domain;
      domains = lib.unique ([ domain ] ++ config.sshd-darwin.searchDomains);
      authority = config.clan.core.vars.generators.openssh-ca.files."id_ed25519.pub";
    in
    {
      programs.ssh.knownHosts.ssh-ca = lib.mkIf authority.exists {
        certAuthority = true;
        hostNames = map (name: "*.${name}") domains;
        publicKey = authority.value;
      };
    };
}
