{ inputs, ... }:
{
  # Declares `flake.modules.<class>.<name>`.
  imports = [ inputs.flake-parts.flakeModules.modules ];
}
