/**
 * Shell functions of both activation scripts that print log messages and explain a failure. They call `on_mac`,
 * which each script defines to run a command on the Mac. The text contains no `${`, which Terraform would read as a
 * template.
 *
 * nix-darwin adds a new generation to its profile before it activates it, and sets `/run/current-system` last. If
 * the two differ, the activation failed partway; roll back to the generation before the newest.
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
    say "failed, and there is no previous generation to roll back to; fix the cause and activate again"
  elif [ "$current" = "$newest" ]; then
    say "failed before the activation; the previous generation is still active, so do not roll back"
  else
    say "failed during the activation: the previous generation is current, but parts of the new one may be active; to roll back completely: just rollback $MACHINE"
  fi
}
`;
