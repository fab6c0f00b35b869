import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { generatedScript } from "../terraform/generated-script";
import { ONE_RUN } from "../terraform/one-run";
import { ACTIVATION_REPORT } from "./activation-report";
import { MAC_IDENTITY } from "./mac-identity";

/**
 * Activates a Mac from any machine that reaches it by ssh. Fixed text: everything that varies is in the
 * environment (MACHINE, SERIAL_NUMBER, OTHER_MACHINES, TARGET_HOST, SSH_OPTIONS with one on each line,
 * KNOWN_AS and HOST_KEY with the Mac's line of known_hosts if the fleet knows its key, BUILD_HOST, MODE,
 * LIMIT_MINUTES, CLAN_DIR).
 *
 * `clan machines update` runs the `darwin-rebuild` that the Mac has, so the first activation is a local
 * one. It knows no dry run: a build takes place here.
 */
export const REMOTE_ACTIVATION_SCRIPT = generatedScript(`${ACTIVATION_REPORT}
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

# Beside the key that the fleet knows, those that the user trusts count.
check_host_key() {
  [ -n "$HOST_KEY" ] || return 0
  { echo "$KNOWN_AS $HOST_KEY"; cat ~/.ssh/known_hosts || true; } > "$work/known_hosts" 2>/dev/null
  SSH_OPTIONS=$(printf '%s\\n%s' "UserKnownHostsFile=$work/known_hosts" "$SSH_OPTIONS")
  # Who builds the Mac copies to it too, and does not have this file.
  [ -n "$BUILD_HOST" ] || at="$TARGET_HOST?$(printf '%s' "$SSH_OPTIONS" | tr '\\n' '&')"
}

exec 3</dev/null
hold "activate $MACHINE" "machines update $MACHINE "
seconds=$((LIMIT_MINUTES * 60))
at=
check_host_key

if [ "$MODE" != build ]; then
  on_mac true || refuse "no ssh to $TARGET_HOST"
  on_mac test -x /run/current-system/sw/bin/darwin-rebuild ||
    refuse "nix-darwin is not installed on $TARGET_HOST yet: this is the first activation, which runs on the Mac itself; set via: \\"local\\" in the fleet"
  identify
  # In brackets, so that the command does not find itself.
  ! on_mac "pgrep -f '[d]arwin-rebuild switch' >/dev/null" ||
    refuse "another activation runs on $TARGET_HOST; wait until it has ended"
fi

if [ "$MODE" = build ]; then
  step "nix build" "$seconds" "look at the network and at the builders" nix --extra-experimental-features "nix-command flakes" build --no-link \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.system"
  say "built; nothing was activated"
else
  set --
  [ -z "$at" ] || set -- --target-host "$at"
  step "clan machines update" "$seconds" "look at the network, and at what $TARGET_HOST does" \\
    clan machines update "$MACHINE" "$@"
  record_deployment
  say "activated"
fi
`);
