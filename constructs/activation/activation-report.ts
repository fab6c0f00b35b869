/**
 * How both activation scripts begin: the words for their log, and what to do after a failure. It calls
 * `on_mac`, which each script defines and which runs a command on the Mac. It contains no `${`, which
 * Terraform would read as a template.
 *
 * nix-darwin makes a new generation the newest of its profile before it activates it, and sets
 * `/run/current-system` last. If the two differ, an activation stopped half-way, and the generation before
 * the newest is the one to return to.
 */
export const ACTIVATION_REPORT = `set -eu

say() {
  echo "activate $MACHINE: $1"
}

refused=
refuse() {
  say "refused: $1" >&2
  refused=true
  exit 1
}

finish() {
  if [ "$1" -ne 0 ] && [ -z "$refused" ]; then
    explain_failure >&2
  fi
  exit "$1"
}

explain_failure() {
  if [ "$MODE" != switch ]; then
    say "failed: $MODE found an error; nothing was activated"
    return
  fi
  current=$(on_mac readlink /run/current-system) || current=""
  newest=$(on_mac readlink -f /nix/var/nix/profiles/system) || newest=""
  if [ -z "$current" ]; then
    say "failed, and there is no previous generation to return to; fix the cause and activate again"
  elif [ "$current" = "$newest" ]; then
    say "failed before anything was activated; the previous generation is still active, so do not roll back"
  else
    say "failed half-way: the previous generation is still the current one, but parts of the new one may be active; to return to it completely: just rollback $MACHINE"
  fi
}
`;
