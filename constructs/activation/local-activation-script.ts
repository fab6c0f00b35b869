import { ACTIVATION_REPORT } from "./activation-report";

/**
 * Activates the Mac that it runs on. Fixed text: everything that varies is in the environment (MACHINE,
 * OTHER_MACHINES, MODE, CLAN_DIR).
 *
 * - A Mac that is called like another machine is that machine; a new one still has the name from Apple.
 * - Before the first activation there is no `darwin-rebuild`. The configuration has its own, of the
 *   nix-darwin that the flake locks.
 * - As `clan machines update` does, it generates vars that are missing and brings the machine's key,
 *   without which nothing decrypts the secrets.
 * - `darwin-rebuild build` leaves a link `result` in the current folder, which is one that goes away.
 */
export const LOCAL_ACTIVATION_SCRIPT = `${ACTIVATION_REPORT}
on_mac() {
  "$@"
}

as_root() {
  if [ "$(id -u)" -eq 0 ]; then
    "$@"
  else
    sudo -H "$@"
  fi
}

if [ "$(uname -s)" != Darwin ]; then
  refuse "this is not a Mac; run Terraform on $MACHINE itself, or set via: \\"remote\\" in the fleet"
fi
here=$(scutil --get LocalHostName | tr '[:upper:]' '[:lower:]')
case " $OTHER_MACHINES " in
  *" $here "*) refuse "this is $here; run Terraform on $MACHINE itself" ;;
esac

if rebuild=$(command -v darwin-rebuild); then
  set -- "$rebuild"
else
  say "nix-darwin is not installed yet: this is the first activation"
  nix=$(command -v nix) || refuse "nix is not installed on this Mac; install it and apply again"
  set -- "$nix" --extra-experimental-features "nix-command flakes" run \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.config.system.build.darwin-rebuild" --
fi

work=$(mktemp -d)
leave() {
  status=$?
  rm -rf "$work"
  finish "$status"
}
trap leave EXIT
cd "$work"

if [ "$MODE" = build ]; then
  "$@" build --flake "$CLAN_DIR#$MACHINE"
  say "built; nothing was activated"
  exit
fi

clan vars generate "$MACHINE" </dev/null
clan vars upload "$MACHINE" --directory "$work/secrets" </dev/null
as_root mkdir -p -m 0700 /var/lib/sops-nix
as_root cp -R "$work/secrets/." /var/lib/sops-nix
as_root "$@" switch --flake "$CLAN_DIR#$MACHINE"
say "activated"
`;
