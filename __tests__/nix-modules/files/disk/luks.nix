{
  flake.modules.nixos.disk-luks =
    { pkgs, ... }:
    {
      clan.core.vars.generators.luks = {
        files.passphrase.neededFor = "partitioning";
        runtimeInputs = [
          pkgs.coreutils
          pkgs.xkcdpass
        ];
        script = ''
          xkcdpass --numwords 8 --delimiter - --count 1 | tr -d "\n" > "$out/passphrase"
        '';
      };
    };
}
