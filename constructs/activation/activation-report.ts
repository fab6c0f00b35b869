/**
 * How both activation scripts begin: the words for their log, and what a failure leaves behind. They
 * define `on_mac`, which runs a command on the Mac. It has no `${`, which Terraform would take for its own.
 *
 * nix-darwin makes a new generation the newest of its profile before it activates it, and sets
 * `/run/current-system` last. So where the two differ, an activation stopped half-way, and the generation
 * before the newest is the one to return to.
 */
export const ACTIVATION_REPORT = `set -eu

say() {
  echo "activate $MACHINE: $1"
}

refuse() {
  say "refused: $1" >&2
  exit 1
}

finish() {
  if [ "$1" -ne 0 ]; then
    explain_failure >&2
  fi
  exit "$1"
}

explain_failure() {
  if [ "$MODE" = build ]; then
    say "failed: the configuration does not build; nothing was activated"
    return
  fi
  current=$(on_mac readlink /run/current-system) || current=""
  newest=$(on_mac readlink -f /nix/var/nix/profiles/system) || newest=""
  if [ -z "$current" ]; then
    say "failed, and there is no previous generation to return to; mend the cause and apply again"
  elif [ "$current" = "$newest" ]; then
    say "failed before it activated anything: the previous generation is still active, so there is no need of: just rollback $MACHINE"
  else
    say "failed half-way: the previous generation is still the current one, but parts of the new one may be active; to return to it as a whole: just rollback $MACHINE"
  fi
}
`;
