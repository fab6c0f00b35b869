import { DEPLOYMENT_RECORD } from "../migration/deployment-record";
import { generatedScript } from "../terraform/generated-script";
import { ONE_RUN } from "../terraform/one-run";
import { SSH_WAY } from "./ssh-way";

/**
 * Installs NixOS, only on a server that Terraform created or on a machine that runs the NixOS installer. The text is
 * fixed: parameters are environment variables, which its top comment lists. It contains no `${`, which Terraform
 * would read as a template.
 *
 * - It waits for ssh, five to twenty minutes at most; a new server needs about one minute to boot.
 * - If the server does not accept the deploy key, or the state does not record that this stack created it, the server
 *   was imported. Then it refuses to install unless the server runs the NixOS installer or OVERWRITE is true.
 * - If the server runs NixOS under the machine's name, the machine is already installed: it does nothing. If the host
 *   name differs, it fails, unless ERASE_NIXOS names this host. An interrupted install leaves the NixOS installer
 *   running in memory.
 * - To detect installs from other computers, it rewrites a file on the server every 15 seconds, since the server's
 *   /run is lost when the installer boots.
 */
export const CLAN_INSTALL_SCRIPT =
  generatedScript(`# Installs NixOS on a server with clan machines install. Terraform runs it. Variables:
# MACHINE            name of the machine in the fleet
# ADDRESS            address or host name of the server
# PORT               port of sshd until NixOS is installed
# IDENTITY_FILE      private key that root's account accepts
# MADE_BY_TERRAFORM  true if Terraform created the server
# OVERWRITE          true to erase a server that Terraform did not create
# ERASE_NIXOS        host name of a NixOS system to erase; empty: erase none
# LIMIT_MINUTES      time limit of the install
# CLAN_DIR           folder of the flake
set -eu

# clan needs brackets around an IPv6 address, ssh does not accept them.
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
    refuse "$target runs NixOS with the host name $found instead of $MACHINE; find out which machine it is, and correct the address or the server in the fleet"
  fi
fi

if [ "$way" = any ] && [ "$consented" != true ]; then
  refuse "$target does not accept the key $IDENTITY_FILE, as a server from Terraform does, and runs $(fact PRETTY_NAME); if you need no data on it, boot the NixOS installer with that key"
fi

if [ "$MADE_BY_TERRAFORM" != true ] && [ "$(fact VARIANT_ID)" != installer ] && [ "$consented" != true ]; then
  refuse "Terraform did not create $target, and it runs $(fact PRETTY_NAME), not the NixOS installer; if you need no data on it, boot the NixOS installer"
fi

# Claims the server for this install, or prints the owner of another claim.
me=$(printf '%s' "$(uname -n)-$(id -u)-$CLAN_DIR" | tr -c 'A-Za-z0-9.-' _)
claim() {
  "$work/$way" "f=/run/nix-fleet-install
    if [ -n \\"\\$(find \\$f -mmin -1 2>/dev/null)\\" ] && [ \\"\\$(cat \\$f)\\" != $me ]; then
      echo \\"CLAIMED=\\$(cat \\$f)\\"
    else
      echo $me > \\$f
    fi" </dev/null
}

# An installer that just booted has no claim yet, but another computer may have booted it.
if [ "$(fact VARIANT_ID)" = installer ]; then sleep 30; fi
facts=$(claim 2>&1) || stop "lost the connection to $target: $facts"
if [ -n "$(fact CLAIMED)" ]; then
  refuse "$(fact CLAIMED) is installing $target; wait until it has finished, and apply again"
fi
while sleep 5 && sleep 5 && sleep 5 && [ -e "$work" ]; do claim; done >/dev/null 2>&1 &
beat=$!

say "erasing the disks of $target and installing NixOS"
only=yes
[ "$way" = alone ] || only=no
step "clan machines install" "$((LIMIT_MINUTES * 60))" \\
  "check the server's console and the network; apply again, or increase limitMinutes" \\
  clan machines install "$MACHINE" --update-hardware-config nixos-facter \\
  --target-host "$target?IdentitiesOnly=$only&ProxyCommand=$work/$way" --host-key-check none -i "$IDENTITY_FILE" --yes
record_deployment
say "installed; if its disk is encrypted, unlock it: just unlock $MACHINE"
`);
