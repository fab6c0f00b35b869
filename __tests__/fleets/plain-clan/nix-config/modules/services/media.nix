{
  flake.clan.modules."@orchard/media" = {
    _class = "clan.service";
    manifest.name = "media";
    manifest.description = "Music and films for the household";
    manifest.readme = "Music and films for the household";
    roles.server = {
      description = "Plays them";
      interface =
        { lib, ... }:
        {
          options.host = lib.mkOption { type = lib.types.str; };
        };
      perInstance =
        { settings, ... }:
        {
          nixosModule = {
            services.jellyfin.enable = true;
            services.nginx.virtualHosts.${settings.host}.locations."/".proxyPass = "http://localhost:8096";
          };
        };
    };
  };
}
