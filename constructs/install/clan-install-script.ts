import { DEPLOYMENT_RECORD } from "../migration/deployment-record";

/**
 * Installs NixOS on a server that Terraform made, or on a machine that runs the NixOS installer, and on no other
 * one. Fixed text: everything that varies is in the environment (MACHINE, ADDRESS, PORT, IDENTITY_FILE,
 * MADE_BY_TERRAFORM, OVERWRITE, CLAN_DIR). It has no `${`, which Terraform would take for its own.
 *
 * - Waits for ssh, five to fifteen minutes at most: a new server takes about one to start. Host keys are
 *   not checked, since a new server's key cannot be known and nothing secret is sent before clan takes over.
 * - Logs in with the given key alone first, without those that the user's configuration names: ssh offers
 *   it after all keys of an agent, and servers hang up at the sixth. Then with any key, as a living machine may know only the user's own. Clan gets what
 *   worked as an option in its target.
 * - What does not know the given key was not made by Terraform, but imported: it stays, whatever it runs.
 *   Of a machine that Terraform does not make, only the installer is a sign that it may be erased.
 * - NixOS under the machine's own name is a living machine and stays. Under another name something is
 *   wrong, so it stays too, and Terraform fails. The NixOS installer in memory is what an interrupted
 *   install leaves behind.
 */
export const CLAN_INSTALL_SCRIPT = `set -eu

# clan wants an IPv6 address in brackets, ssh wants none.
case $ADDRESS in
  *:*) target="root@[$ADDRESS]" ;;
  *) target="root@$ADDRESS" ;;
esac
[ "$PORT" = 22 ] || target="$target:$PORT"

say() {
  echo "install $MACHINE: $1"
}

${DEPLOYMENT_RECORD}
probe() {
  ssh "$@" -i "$IDENTITY_FILE" -p "$PORT" -o "IdentitiesOnly=$only" -o BatchMode=yes -o ConnectTimeout=10 -o LogLevel=ERROR \\
    -o StrictHostKeyChecking=no -o UserKnownHostsFile=/dev/null \\
    "root@$ADDRESS" 'cat /etc/os-release && echo "HOST_NAME=$(uname -n)"' </dev/null 2>&1
}

# The user's way to servers, without the keys that the configuration adds to the given one.
set -- -F none
while read -r option value; do
  case $option in
    identityagent | proxycommand | proxyjump) set -- "$@" -o "$option=$value" ;;
  esac
done <<CONFIGURATION
$(ssh -G "root@$ADDRESS" </dev/null 2>/dev/null)
CONFIGURATION

log_in() {
  only=yes
  if facts=$(probe "$@"); then return 0; fi
  only=no
  if ! facts=$(probe); then return 1; fi
  # It may have come up only now.
  only=yes
  if alone=$(probe "$@"); then
    facts=$alone
  else
    only=no
  fi
}

attempt=1
until log_in "$@"; do
  if [ "$attempt" -ge 30 ]; then
    say "failed: no ssh to $target with $IDENTITY_FILE; the last answer was: $facts" >&2
    say "a machine that waits for the passphrase of its disk answers elsewhere: just unlock $MACHINE" >&2
    exit 1
  fi
  attempt=$((attempt + 1))
  sleep 10
done

fact() {
  printf '%s\\n' "$facts" | sed -n "s/^$1=//p" | tr -d '"' | tail -n 1
}

if [ "$(fact ID)" = nixos ] && [ "$(fact VARIANT_ID)" != installer ] && [ "$OVERWRITE" != true ]; then
  found=$(fact HOST_NAME)
  if [ "$found" = "$MACHINE" ]; then
    say "skipped: $target already runs NixOS as $found; update it with: clan machines update $MACHINE"
    exit 0
  fi
  say "refused: $target runs NixOS under another name, $found; set overwrite in the fleet to erase it" >&2
  exit 1
fi

if [ "$only" = no ] && [ "$OVERWRITE" != true ]; then
  say "refused: $target does not know $IDENTITY_FILE, as servers do that Terraform makes; set overwrite in the fleet to erase it all the same" >&2
  exit 1
fi

if [ "$MADE_BY_TERRAFORM" = false ] && [ "$(fact VARIANT_ID)" != installer ] && [ "$OVERWRITE" != true ]; then
  say "refused: Terraform did not make $target, and it runs $(fact PRETTY_NAME), not the NixOS installer; start it from the installer" >&2
  exit 1
fi

say "erasing the disks of $target and installing NixOS"
clan machines install "$MACHINE" --update-hardware-config nixos-facter \\
  --target-host "$target?IdentitiesOnly=$only" --host-key-check none -i "$IDENTITY_FILE" --yes </dev/null
record_deployment
say "installed; an encrypted disk now waits for its passphrase: just unlock $MACHINE"
`;
