/**
 * Shell function that records in the ledger of a migration, if there is one, that `$MACHINE` runs the configuration
 * of the fleet. The install and the activation of Macs call it at the end; it never makes them fail. It contains no
 * `${`, which Terraform would interpret as a template.
 */
export const DEPLOYMENT_RECORD = `record_deployment() {
  [ -d "$CLAN_DIR/migration" ] || return 0
  ledger=$CLAN_DIR/migration/ledger.jsonl
  at=$(date -u +%Y-%m-%dT%H:%M:%SZ)
  by=$(id -un | tr -d '\\\\"')
  # A line that a crash cut off ends here.
  if [ -s "$ledger" ] && [ -n "$(tail -c 1 "$ledger")" ]; then echo >> "$ledger"; fi
  printf '{"id":"deployed-%s-%s-%s","at":"%s","kind":"deployed","machine":"%s","by":"%s"}\\n' \\
    "$MACHINE" "$at" "$$" "$at" "$MACHINE" "$by" >> "$ledger" ||
    say "not recorded; record it: fleet migration record deployed --machine $MACHINE" >&2
}
`;
