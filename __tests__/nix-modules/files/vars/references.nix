{
  flake.modules = {
    nixos.trust =
      { config, ... }:
      {
        environment.etc.ca.text = config.clan.core.vars.generators.authority.files."id.pub".value;
      };

    darwin.trust = { };
  };
}
