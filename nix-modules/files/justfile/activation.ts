import type { DarwinMachine, Machine, NixosMachine } from "../../../constructs";
import type { Parameter, Recipe } from "../../justfile";
import { anyOf, hostOf } from "./by-machine";

const ACTION: Parameter = { name: "action", oneOf: ["switch", "check"], default: "switch" };

/**
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
if [ "$action" = switch ]; then
    clan vars generate "$host"
    keys=$(mktemp -d)
    trap 'rm -rf "$keys"' EXIT
    clan vars upload "$host" --directory "$keys"
    sudo mkdir -p -m 0700 /var/lib/sops-nix
    sudo cp -R "$keys/." /var/lib/sops-nix
fi
sudo "$(command -v darwin-rebuild)" "$action" --flake ".#$host"`,
  };
}

export function activateNixos(machines: readonly NixosMachine[]): Recipe {
  return {
    name: "activate-nixos",
    comment: "Update a NixOS machine over ssh",
    parameters: [hostOf(machines)],
    body: 'clan machines update "$host"',
  };
}
