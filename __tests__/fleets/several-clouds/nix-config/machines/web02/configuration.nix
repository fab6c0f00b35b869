{
  services.hedgedoc.enable = true;
  services.nginx.virtualHosts."docs.collective.example.org" = {
    enableACME = true;
    forceSSL = true;
    locations."/".proxyPass = "http://localhost:3001";
  };
  clan.core.state.hedgedoc.folders = [ "/var/lib/hedgedoc" ];
}
