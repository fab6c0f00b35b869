/**
 * Shell functions that check the requirements of the configuration before the Mac is changed; nix-darwin checks them
 * only during the activation, after the keys are installed. They call `refuse`; the text contains no `${`. If the
 * configuration cannot be evaluated yet, for example before its vars exist, they check nothing.
 *
 * Sources: nix-darwin's `modules/homebrew.nix`, `modules/system/checks.nix` (Determinate) and
 * `modules/users/default.nix` (login shells).
 */
export const MAC_PRECONDITIONS = `NEEDS='c: builtins.concatStringsSep "\\n" (
  (if c.homebrew.enable then [ "homebrew" ] else [ ])
  ++ (if c.nix.enable then [ "nix" ] else [ ])
  ++ builtins.concatMap (u:
    let shell = u.shell.pname or ""; known = builtins.elem shell [ "bash" "fish" "zsh" ]; in
    if known && !(u.ignoreShellProgramCheck or false) && !(builtins.getAttr shell c.programs).enable then [ ("shell:" + shell) ] else [ ]
  ) (builtins.attrValues c.users.users))'

check_needs() {
  needs=$("$nix" --extra-experimental-features "$features" eval --raw \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.config" --apply "$NEEDS" </dev/null 2>/dev/null) || return 0
  for need in $needs; do
    case $need in
      homebrew)
        [ -x /opt/homebrew/bin/brew ] || [ -x /usr/local/bin/brew ] || command -v brew >/dev/null ||
          refuse "the configuration enables homebrew, but Homebrew is not installed; install it first: https://brew.sh" ;;
      nix)
        [ ! -e /usr/local/bin/determinate-nixd ] ||
          refuse "Determinate Nix manages Nix on this Mac; set nix.enable = false in the Mac's settings, and move nix.* settings to Determinate's configuration file" ;;
      shell:*)
        refuse "an account has the login shell $(printf '%s' "$need" | sed 's/^shell://'), but its program is not enabled; set programs.$(printf '%s' "$need" | sed 's/^shell://').enable = true" ;;
    esac
  done
}
`;
