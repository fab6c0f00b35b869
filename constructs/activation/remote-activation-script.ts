import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { ACTIVATION_REPORT } from "./activation-report";

/**
 * Activates a Mac from any machine that reaches it by ssh. Fixed text: everything that varies is in the
 * environment (MACHINE, TARGET_HOST, SSH_OPTIONS with one on each line, MODE, CLAN_DIR).
 *
 * `clan machines update` runs the `darwin-rebuild` that the Mac has, so the first activation is a local
 * one. It knows no dry run: a build takes place here.
 */
export const REMOTE_ACTIVATION_SCRIPT = `${ACTIVATION_REPORT}
${DEPLOYMENT_RECORD}
on_mac() {
  set -- "ssh://$TARGET_HOST" "$@"
  set -f
  IFS='
'
  for option in $SSH_OPTIONS; do set -- -o "$option" "$@"; done
  unset IFS
  set +f
  ssh -o ConnectTimeout=10 "$@" </dev/null
}

if [ "$MODE" != build ]; then
  on_mac true || refuse "no ssh to $TARGET_HOST"
  on_mac test -x /run/current-system/sw/bin/darwin-rebuild ||
    refuse "nix-darwin is not installed on $TARGET_HOST yet: this is the first activation, which runs on the Mac itself; set via: \\"local\\" in the fleet"
fi

trap 'finish "$?"' EXIT

if [ "$MODE" = build ]; then
  nix --extra-experimental-features "nix-command flakes" build --no-link \\
    "$CLAN_DIR#darwinConfigurations.$MACHINE.system"
  say "built; nothing was activated"
else
  clan machines update "$MACHINE" </dev/null
  record_deployment
  say "activated"
fi
`;
