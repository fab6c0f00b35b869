import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { generatedScript } from "../terraform/generated-script";
import { ONE_RUN } from "../terraform/one-run";
import { ACTIVATION_REPORT } from "./activation-report";
import { MAC_IDENTITY } from "./mac-identity";
import { MAC_PRECONDITIONS } from "./mac-preconditions";

/**
 * Activates the Mac that it runs on. Terraform and `just activate-darwin` run it; the output contains it as
 * `scripts/activate-darwin.sh`. The text is fixed: parameters are environment variables.
 *
 * - It verifies the Mac by its serial number or its name.
 * - Only one activation runs at a time. It ends all its child processes, as far as `sudo` allows.
 * - Before the first activation, `darwin-rebuild` is not installed. The configuration contains it, in the nix-darwin
 *   version that the flake locks.
 * - Like `clan machines update`, it generates missing vars and installs the key of the machine, which decrypts the
 *   secrets.
 * - `darwin-rebuild build` creates a link `result` in the current folder, so it runs in a temporary one.
 * - `darwin-rebuild check` activates (nix-darwin issue 1700): the activation script clears the environment, and with
 *   it the variable that requests a check. It keeps the environment when another bash runs it.
 */
export const LOCAL_ACTIVATION_SCRIPT =
  generatedScript(`# Activates the nix-darwin configuration of the Mac that it runs on. Variables:
# MACHINE         name of the Mac in the fleet
# SERIAL_NUMBER   serial number of the Mac; if it is empty, the name identifies the Mac
# OTHER_MACHINES  names of the other machines, separated by spaces; may contain MACHINE
# MODE            switch, build (only build the configuration) or check (only check whether it can be activated)
# CLAN_DIR        folder of the flake
# LIMIT_MINUTES   time limit of the build and the activation (default: 180)
SERIAL_NUMBER=$(printenv SERIAL_NUMBER || true)
LIMIT_MINUTES=$(printenv LIMIT_MINUTES || echo 180)
${ACTIVATION_REPORT}
${DEPLOYMENT_RECORD}
${ONE_RUN}
${MAC_IDENTITY}
${MAC_PRECONDITIONS}
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
identify
exec 3<&0
# In a variable, so that a shell with this script as its argument does not match the search for this command.
tool=darwin-rebuild
hold "activate $MACHINE" "$tool switch"

features="nix-command flakes"
nix=$(command -v nix) || refuse "nix is not installed on this Mac; install it and activate again"
if rebuild=$(command -v darwin-rebuild); then
  set -- "$rebuild"
else
  say "nix-darwin is not installed yet: this is the first activation"
  set -- "$nix" --extra-experimental-features "$features" run \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.config.system.build.darwin-rebuild" --
fi

cd "$work"
seconds=$((LIMIT_MINUTES * 60))
network="check the network and the builders, or increase limitMinutes"

case $MODE in
  build)
    step "the build" "$seconds" "$network" "$@" build --flake "$CLAN_DIR#$MACHINE"
    say "built; nothing was activated"
    exit
    ;;
  check)
    step "nix build" "$seconds" "$network" "$nix" --extra-experimental-features "$features" build --no-link \\
      --print-out-paths "$CLAN_DIR#darwinConfigurations.$MACHINE.system" > "$work/system"
    system=$(cat "$work/system")
    # darwin-rebuild check would activate the configuration: nix-darwin issue 1700.
    as_root env checkActivation=1 "$(command -v bash)" "$system/activate"
    say "can be activated; nothing was activated"
    exit
    ;;
esac

check_needs
step "clan vars generate" 1800 "it may wait for the answer to a prompt: run it by hand" \\
  clan vars generate "$MACHINE"
step "clan vars upload" 600 "check the key that decrypts the secrets, and its agent" \\
  clan vars upload "$MACHINE" --directory "$work/secrets"
as_root mkdir -p -m 0700 /var/lib/sops-nix
as_root cp -R "$work/secrets/." /var/lib/sops-nix
step "the activation" "$seconds" "$network" as_root "$@" switch --flake "$CLAN_DIR#$MACHINE"
record_deployment
say "activated"
`);
