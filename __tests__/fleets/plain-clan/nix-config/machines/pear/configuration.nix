{
  boot.loader.grub.enable = true;

  services.forgejo.enable = true;
  services.postgresql.enable = true;
  services.postfix = {
    enable = true;
    settings.main.relayhost = [ "[smtp.example.org]:587" ];
  };
  services.nginx = {
    enable = true;
    virtualHosts."git.orchard.example.org".locations."/".proxyPass = "http://localhost:3000";
  };
  networking.firewall.allowedTCPPorts = [
    80
    443
  ];
}
