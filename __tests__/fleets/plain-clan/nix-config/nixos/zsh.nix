{
  programs.zsh = {
    enable = true;
    autosuggestions.enable = true;
  };
}
