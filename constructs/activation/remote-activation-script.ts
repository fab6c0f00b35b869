import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { generatedScript } from "../terraform/generated-script";
import { ONE_RUN } from "../terraform/one-run";
import { ACTIVATION_REPORT } from "./activation-report";
import { MAC_IDENTITY } from "./mac-identity";

/**
 * Activates a Mac from any machine that reaches it over ssh. The text is fixed: parameters are environment variables,
 * which its top comment lists.
 *
 * `clan machines update` runs `darwin-rebuild` of the Mac, so the first activation must be local. It has no dry run:
 * in mode `build`, the configuration is built on the local machine.
 */
export const REMOTE_ACTIVATION_SCRIPT =
  generatedScript(`# Activates the nix-darwin configuration of a Mac over ssh with clan machines update. Variables:
# MACHINE         name of the Mac in the fleet
# SERIAL_NUMBER   serial number of the Mac; if it is empty, the name identifies the Mac
# OTHER_MACHINES  names of the other machines, separated by spaces
# TARGET_HOST     address of the Mac for clan: USER@HOST, with a port if needed
# SSH_OPTIONS     options of ssh, one on each line
# KNOWN_AS        name of the Mac in known_hosts
# HOST_KEY        host key of the Mac; empty: trust known_hosts only
# BUILD_HOST      machine that builds the configuration; empty: the fleet sets none
# MODE            switch, or build (only build the configuration)
# CLAN_DIR        folder of the flake
# LIMIT_MINUTES   time limit of the build and the activation
${ACTIVATION_REPORT}
${DEPLOYMENT_RECORD}
${ONE_RUN}
${MAC_IDENTITY}
on_mac() {
  set -- "ssh://$TARGET_HOST" "$@"
  set -f
  IFS='
'
  for option in $SSH_OPTIONS; do set -- -o "$option" "$@"; done
  unset IFS
  set +f
  ssh -o ConnectTimeout=10 -o ServerAliveInterval=10 "$@" </dev/null
}

# ssh accepts the host key of the fleet and the user's known_hosts.
check_host_key() {
  [ -n "$HOST_KEY" ] || return 0
  { echo "$KNOWN_AS $HOST_KEY"; cat ~/.ssh/known_hosts || true; } > "$work/known_hosts" 2>/dev/null
  SSH_OPTIONS=$(printf '%s\\n%s' "UserKnownHostsFile=$work/known_hosts" "$SSH_OPTIONS")
  # A build host also connects to the Mac, but does not have this file.
  [ -n "$BUILD_HOST" ] || at="$TARGET_HOST?$(printf '%s' "$SSH_OPTIONS" | tr '\\n' '&')"
}

exec 3</dev/null
hold "activate $MACHINE" "machines update $MACHINE "
seconds=$((LIMIT_MINUTES * 60))
at=
check_host_key

if [ "$MODE" != build ]; then
  on_mac true || refuse "cannot log in to $TARGET_HOST"
  on_mac test -x /run/current-system/sw/bin/darwin-rebuild ||
    refuse "nix-darwin is not installed on $TARGET_HOST yet: this is the first activation, which runs on the Mac itself; set via: \\"local\\" in the fleet"
  identify
  # In brackets, so that pgrep does not match its own command line.
  ! on_mac "pgrep -f '[d]arwin-rebuild switch' >/dev/null" ||
    refuse "another activation is running on $TARGET_HOST; wait until it has finished"
fi

if [ "$MODE" = build ]; then
  step "nix build" "$seconds" "check the network and the builders" nix --extra-experimental-features "nix-command flakes" build --no-link \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.system"
  say "built; nothing was activated"
else
  set --
  [ -z "$at" ] || set -- --target-host "$at"
  step "clan machines update" "$seconds" "check the network and the load of $TARGET_HOST" \\
    clan machines update "$MACHINE" "$@"
  record_deployment
  say "activated"
fi
`);
