import type { DarwinMachine, Fleet, Machine, NixosMachine } from "../../../constructs";
import type { Parameter, Recipe } from "../../justfile";
import { anyOf, byMachine, hostOf } from "./by-machine";
import { type HostedMachine, SERVER_ADDRESS } from "./server-address";

const ACTION: Parameter = { name: "action", oneOf: ["switch", "check"], default: "switch" };

/**
 * `darwin-rebuild check` activates, whatever it is called: the script that it starts clears the
 * environment, in which it was told only to check (nix-darwin issue 1700). Another bash starts it as it
 * is meant.
 *
 * A Mac that is called like another machine of the fleet is that one; a new one still has the name from
 * Apple. Before `darwin-rebuild` comes what `clan machines update` does as well: vars that are missing are
 * generated, and the Mac gets its key, without which it cannot decrypt any.
 *
 * @param machines - the whole fleet's
 */
export function activateDarwin(
  macs: readonly DarwinMachine[],
  machines: readonly Machine[],
): Recipe {
  return {
    name: "activate-darwin",
    comment: "Activate this Mac; with the action `check`, only see whether it could be",
    parameters: [hostOf(macs), ACTION],
    body: `if [ "$(uname -s)" != Darwin ]; then
    echo "error: this is not a Mac: run it on $host, or here: clan machines update $host" >&2
    exit 1
fi
here=$(scutil --get LocalHostName | tr '[:upper:]' '[:lower:]')
case $here in
"$host") ;;
${anyOf(machines)})
    echo "error: this is $here: run it on $host, or here: clan machines update $host" >&2
    exit 1
    ;;
esac
if [ "$action" = check ]; then
    system=$(nix build --no-link --print-out-paths ".#darwinConfigurations.$host.system")
    # Not by darwin-rebuild, whose check activates: nix-darwin issue 1700.
    sudo env checkActivation=1 "$(command -v bash)" "$system/activate"
    exit
fi
clan vars generate "$host"
keys=$(mktemp -d)
trap 'rm -rf "$keys"' EXIT
clan vars upload "$host" --directory "$keys"
sudo mkdir -p -m 0700 /var/lib/sops-nix
sudo cp -R "$keys/." /var/lib/sops-nix
sudo "$(command -v darwin-rebuild)" switch --flake ".#$host"`,
  };
}

/**
 * A server is reached at its public address: the network of the fleet only lets people in that an update
 * of its controller made known. Where the state is elsewhere, clan finds the machine itself.
 */
export function activateNixos(
  machines: readonly NixosMachine[],
  { domain }: Fleet,
  hosted: readonly HostedMachine[],
): Recipe {
  const servers = new Set<Machine>(hosted.map(({ machine }) => machine));
  const update = 'clan machines update "$host"';
  const atAddress = `if address=$(${SERVER_ADDRESS}); then
    ${update} --target-host "root@$address?HostKeyAlias=$host.${domain}"
else
    ${update}
fi`;
  return {
    name: "activate-nixos",
    comment: "Update a NixOS machine over ssh",
    parameters: [hostOf(machines)],
    body: byMachine(machines, (machine) =>
      machine.targetHost === undefined && servers.has(machine) ? atAddress : update,
    ),
  };
}
