import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { ACTIVATION_REPORT } from "./activation-report";

/**
 * Activates the Mac that it runs on. Terraform runs it, and so does `just activate-darwin`, from
 * `scripts/activate-darwin.sh` in the output. Fixed text: what varies is in the environment.
 *
 * - A Mac that has the name of another machine is that machine; a new Mac still has its name from Apple.
 * - Before the first activation there is no `darwin-rebuild`. The configuration contains its own, of the
 *   nix-darwin version that the flake locks.
 * - Like `clan machines update`, it generates missing vars and installs the key of the machine, without
 *   which nothing decrypts the secrets.
 * - `darwin-rebuild build` leaves a link `result` in the current folder, so it runs in a temporary one.
 * - `darwin-rebuild check` activates (nix-darwin issue 1700): the script that it starts clears the
 *   environment, which says to only check. Started with another bash, the script keeps it.
 */
export const LOCAL_ACTIVATION_SCRIPT = `# Activates the Mac that it runs on. Variables:
# MACHINE         name of the Mac in the fleet
# OTHER_MACHINES  names that this Mac must not have; MACHINE may be among them
# MODE            switch, build (only build the configuration) or check (only check whether it can be activated)
# CLAN_DIR        folder of the flake
${ACTIVATION_REPORT}
${DEPLOYMENT_RECORD}
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
  refuse "this is not a Mac; run this on $MACHINE, or update it from here: clan machines update $MACHINE (in a stack: via: \\"remote\\")"
fi
here=$(scutil --get LocalHostName | tr '[:upper:]' '[:lower:]')
if [ "$here" != "$MACHINE" ]; then
  case " $OTHER_MACHINES " in
    *" $here "*) refuse "this is $here; run this on $MACHINE" ;;
  esac
fi

features="nix-command flakes"
if rebuild=$(command -v darwin-rebuild); then
  set -- "$rebuild"
else
  say "nix-darwin is not installed yet: this is the first activation"
  nix=$(command -v nix) || refuse "nix is not installed on this Mac; install it and activate again"
  set -- "$nix" --extra-experimental-features "$features" run \\
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

case $MODE in
  build)
    "$@" build --flake "$CLAN_DIR#$MACHINE"
    say "built; nothing was activated"
    exit
    ;;
  check)
    system=$(nix --extra-experimental-features "$features" build --no-link --print-out-paths \\
      "$CLAN_DIR#darwinConfigurations.$MACHINE.system")
    # darwin-rebuild check would activate: nix-darwin issue 1700.
    as_root env checkActivation=1 "$(command -v bash)" "$system/activate"
    say "can be activated; nothing was activated"
    exit
    ;;
esac

clan vars generate "$MACHINE"
clan vars upload "$MACHINE" --directory "$work/secrets"
as_root mkdir -p -m 0700 /var/lib/sops-nix
as_root cp -R "$work/secrets/." /var/lib/sops-nix
as_root "$@" switch --flake "$CLAN_DIR#$MACHINE"
record_deployment
say "activated"
`;
