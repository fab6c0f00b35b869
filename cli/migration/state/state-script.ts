import type { Preference } from "../../../constructs/migration/managed-preferences";

/**
 * A script that prints the state of a machine, for `readDump`. Each section is the output of one of the machine's tools.
 * A failed command prints an error in its section, because an empty section means that there are no items.
 */
export function stateScript(preferences: readonly Preference[]): string {
  const lines = preferences.map(({ domain, key }) => `  preference ${word(domain)} ${word(key)}\n`);
  return `${SCRIPT}preferences() {\n  :\n${lines.join("")}}\n${SECTIONS}`;
}

/** A quoted shell word; `~/` becomes the home folder of the user. */
function word(text: string): string {
  const quoted = (part: string) => `'${part.replaceAll("'", `'\\''`)}'`;
  return text.startsWith("~/") ? `"$HOME"${quoted(text.slice(1))}` : quoted(text);
}

const SCRIPT = `# Prints the state of this machine. Changes nothing.
PATH=/run/current-system/sw/bin:/nix/var/nix/profiles/default/bin:/opt/homebrew/bin:/usr/local/bin:$PATH:/usr/bin:/bin:/usr/sbin:/sbin
export PATH LC_ALL=C HOMEBREW_NO_AUTO_UPDATE=1
user=$(id -un)

section() {
  echo "== $1"
  shift
  { error=$("$@" 2>&1 >&3) || echo "!! exit code $?: $(echo "$error" | tail -n 1)"; } 3>&1
}

# The packages of a profile are the references of its store path; home-manager adds one level.
packages() {
  for profile; do
    [ -e "$profile" ] || continue
    found=$(nix-store --query --references "$profile") || return
    echo "$found"
    for home in $(echo "$found" | grep -e '-home-manager-path$'); do
      nix-store --query --references "$home" || return
    done
  done
}

homebrew() {
  command -v brew >/dev/null || return 0
  brew "$@"
}

services() {
  if [ "$(uname -s)" = Darwin ]; then
    launchctl print system || return
    launchctl print "gui/$(id -u)" || launchctl print "user/$(id -u)"
  else
    systemctl list-units --type=service --all --plain --no-legend --no-pager || return
    systemctl --user list-units --type=service --all --plain --no-legend --no-pager || :
  fi
}

shell() {
  if [ "$(uname -s)" = Darwin ]; then
    dscl . -read "/Users/$user" UserShell
  else
    getent passwd "$user"
  fi
}

preference() {
  value=$(defaults read "$1" "$2") || return 0
  echo "-- $1 $2"
  echo "$value"
}

`;

const SECTIONS = `
section system uname -s
section host uname -n
section packages packages /run/current-system/sw "/etc/profiles/per-user/$user" "$HOME/.nix-profile" "$HOME/.local/state/nix/profile"
section formulae homebrew list --formula --versions
section leaves homebrew leaves
section casks homebrew list --cask --versions
section taps homebrew tap
section services services
section shell shell
section preferences preferences
echo "== end"
`;
