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
        # nix-darwin would generate a key at each of these paths, also at the clan's.
        hostKeys = lib.mkIf certificate.exists [ ];
      };

      # sshd keeps the first value of an option, so this file is read before all others.
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
