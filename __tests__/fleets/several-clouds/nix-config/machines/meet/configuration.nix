{
  services.jitsi-meet = {
    enable = true;
    hostName = "meet.collective.example.org";
  };
}
