{
  flake.modules.darwin."sshd-darwin/server" =
    { config, lib, ... }:
    let
      inherit (config.clan.core.vars) generators;
      key = generators.openssh.files."ssh.id_ed25519";
      certificate = generators.openssh-cert.files."ssh.id_ed25519-cert.pub";
      keysOfRoot = config.users.users.root.openssh.authorizedKeys.keys or [ ];
    in
    {
      services.openssh = {
        enable = true;
        # nix-darwin would generate a key at each path, including the path of the clan's key.
        hostKeys = lib.mkIf certificate.exists [ ];
      };

      # sshd uses the first value of an option, so this file must be read first.
      environment.etc."ssh/sshd_config.d/010-clan.conf".text = ''
        PasswordAuthentication no
        KbdInteractiveAuthentication no
        PermitRootLogin ${if keysOfRoot != [ ] then "prohibit-password" else "no"}
      ''
      + lib.optionalString certificate.exists ''
        HostKey ${key.path}
        HostCertificate ${certificate.path}
      '';
    };
}
