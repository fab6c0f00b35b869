{
  services.forgejo.enable = true;
  services.nginx.virtualHosts."git.collective.example.org" = {
    enableACME = true;
    forceSSL = true;
    locations."/".proxyPass = "http://localhost:3000";
  };
  clan.core.state.forgejo.folders = [ "/var/lib/forgejo" ];
}
