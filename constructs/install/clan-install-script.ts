import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { generatedScript } from "../terraform/generated-script";
import { ONE_RUN } from "../terraform/one-run";
import { SSH_WAY } from "./ssh-way";

/**
 * Installs NixOS on a server that Terraform made, or on a machine that runs the NixOS installer, and on no other
 * one. Fixed text: everything that varies is in the environment (MACHINE, ADDRESS, PORT, IDENTITY_FILE,
 * MADE_BY_TERRAFORM, OVERWRITE, ERASE_NIXOS, LIMIT_MINUTES, CLAN_DIR). It has no `${`, which Terraform would take for
 * its own.
 *
 * - Waits for ssh, five to twenty minutes at most: a new server takes about one to start.
 * - What does not know the given key, or what Terraform's state does not record as created by this stack, was made by
 *   somebody else and imported: it stays, whatever it runs, unless it runs the installer. The fleet can consent to
 *   erase it (OVERWRITE).
 * - NixOS under the machine's own name is a living machine and stays. Under another name something is wrong, so it
 *   stays too, and Terraform fails. That guard has a consent of its own, which names the host (ERASE_NIXOS). The NixOS
 *   installer in memory is what an interrupted install leaves behind.
 * - Installs from other computers are seen by a file on the server that is written anew every few seconds, since its
 *   /run does not outlive the start of the installer.
 */
export const CLAN_INSTALL_SCRIPT = generatedScript(`set -eu

# clan wants an IPv6 address in brackets, ssh wants none.
case $ADDRESS in
  *:*) target="root@[$ADDRESS]" ;;
  *) target="root@$ADDRESS" ;;
esac
# shellcheck disable=SC2153
[ "$PORT" = 22 ] || target="$target:$PORT"

say() {
  echo "install $MACHINE: $1"
}

finish() {
  if [ -n "$beat" ]; then kill "$beat" 2>/dev/null || true; fi
  exit "$1"
}

${DEPLOYMENT_RECORD}
${ONE_RUN}
beat=
exec 3</dev/null
hold "install $MACHINE $target $CLAN_DIR" "machines install $MACHINE --update-hardware-config nixos-facter --target-host $target"

${SSH_WAY}
answer=
facts=
wait_for_ssh

fact() {
  printf '%s\\n' "$facts" | sed -n "s/^$1=//p" | tr -d '"' | tail -n 1
}

refuse() {
  say "refused: $1" >&2
  exit 1
}

consented=$OVERWRITE
if [ "$(fact ID)" = nixos ] && [ "$(fact VARIANT_ID)" != installer ]; then
  found=$(fact HOST_NAME)
  if [ -n "$found" ] && [ "$found" = "$ERASE_NIXOS" ]; then
    consented=true
  elif [ "$found" = "$MACHINE" ]; then
    say "skipped: $target already runs NixOS as $found; update it with: clan machines update $MACHINE"
    exit 0
  else
    refuse "$target runs NixOS under another name, $found; find out whose machine it is, and correct the address or the server in the fleet"
  fi
fi

if [ "$way" = any ] && [ "$consented" != true ]; then
  refuse "$target does not know $IDENTITY_FILE, as servers do that Terraform makes, and runs $(fact PRETTY_NAME); if nothing on it is needed, start it from the NixOS installer with that key"
fi

if [ "$MADE_BY_TERRAFORM" != true ] && [ "$(fact VARIANT_ID)" != installer ] && [ "$consented" != true ]; then
  refuse "Terraform did not make $target, and it runs $(fact PRETTY_NAME), not the NixOS installer; if nothing on it is needed, start it from the installer"
fi

# claim: says who else installs, or that it is us.
me=$(printf '%s' "$(uname -n)-$(id -u)-$CLAN_DIR" | tr -c 'A-Za-z0-9.-' _)
claim() {
  "$work/$way" "f=/run/nix-fleet-install
    if [ -n \\"\\$(find \\$f -mmin -1 2>/dev/null)\\" ] && [ \\"\\$(cat \\$f)\\" != $me ]; then
      echo \\"CLAIMED=\\$(cat \\$f)\\"
    else
      echo $me > \\$f
    fi" </dev/null
}

# An installer that just started has no claim yet, though an install from elsewhere may have started it.
if [ "$(fact VARIANT_ID)" = installer ]; then sleep 30; fi
facts=$(claim 2>&1) || stop "lost the connection to $target: $facts"
if [ -n "$(fact CLAIMED)" ]; then
  refuse "$(fact CLAIMED) installs $target at this moment; wait until it has ended, and apply again"
fi
while sleep 5 && sleep 5 && sleep 5 && [ -e "$work" ]; do claim; done >/dev/null 2>&1 &
beat=$!

say "erasing the disks of $target and installing NixOS"
only=yes
[ "$way" = alone ] || only=no
step "clan machines install" "$((LIMIT_MINUTES * 60))" \\
  "look at the server's console and at the network; apply again, or give the install a longer limitMinutes" \\
  clan machines install "$MACHINE" --update-hardware-config nixos-facter \\
  --target-host "$target?IdentitiesOnly=$only&ProxyCommand=$work/$way" --host-key-check none -i "$IDENTITY_FILE" --yes
record_deployment
say "installed; an encrypted disk now waits for its passphrase: just unlock $MACHINE"
`);
