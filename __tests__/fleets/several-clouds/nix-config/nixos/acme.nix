{
  security.acme = {
    acceptTerms = true;
    defaults.email = "hostmaster@collective.example.org";
  };
  services.nginx = {
    enable = true;
    recommendedProxySettings = true;
    recommendedTlsSettings = true;
  };
  networking.firewall.allowedTCPPorts = [
    80
    443
  ];
}
