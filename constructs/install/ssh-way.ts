/**
 * Shell code of the install that connects to the server. It writes two programs to the folder of the run, which run a
 * command on the server or, without a command, act as a `ProxyCommand`: `alone` uses only the deploy key, `any` uses
 * the user's whole ssh configuration. It contains no `${`.
 *
 * - It respects the user's agent, proxy and jump hosts, as `ssh -G` prints them. A jump host may be an alias, so the
 *   connection to it uses the user's whole configuration.
 * - Both programs accept only the host key of the first login. nixos-anywhere accepts any host key, whatever its
 *   options; so it connects through `alone` or `any`, and sends its secrets only to the server that was checked.
 *   Existing connections are not shared, since their host key was not compared. The NixOS installer keeps the host
 *   keys of the system that it replaces.
 */
export const SSH_WAY = `# Prints a quoted shell word.
word() {
  case $1 in
    *"'"*)
      printf "'"
      printf '%s' "$1" | sed "s/'/'\\\\\\\\''/g"
      printf "' "
      ;;
    *) printf "'%s' " "$1" ;;
  esac
}

# Prints a quoted value of ssh's configuration.
quoted() {
  printf '"%s"' "$(printf '%s' "$1" | sed 's/[\\\\"]/\\\\&/g')"
}

users_way() {
  ssh -G "root@$ADDRESS" </dev/null 2>/dev/null | while read -r option value; do
    case $option in
      identityagent) echo "IdentityAgent $(quoted "$value")" ;;
      proxycommand) printf 'ProxyCommand %s\\n' "$value" ;;
      proxyjump)
        last=$(printf '%s' "$value" | sed 's/.*,//; s|^ssh://||')
        before=
        case $value in
          *,*) before="-J $(printf '%s' "$value" | sed 's/,[^,]*$//') " ;;
        esac
        printf "ProxyCommand ssh %s-W '[%%h]:%%p' ssh://%s\\n" "$before" "$last"
        ;;
    esac
  done
}

# write_way NAME OPTION…
# shellcheck disable=SC2016
write_way() {
  way=$work/$1
  shift
  set -- "$@" -i "$IDENTITY_FILE" -o BatchMode=yes -o ConnectTimeout=10 -o ServerAliveInterval=10 -o LogLevel=ERROR \\
    -o ControlPath=none \\
    -o "HostKeyAlias=$MACHINE" -o StrictHostKeyChecking=accept-new -o GlobalKnownHostsFile=/dev/null \\
    -o "UserKnownHostsFile=$work/known_hosts"
  {
    echo '#!/bin/sh'
    printf 'connect() {\\n  port=$1\\n  shift\\n  ssh '
    for option in "$@"; do word "$option"; done
    printf '%s\\n}\\n' '-p "$port" "$@"'
    printf 'if [ "$#" -gt 0 ]; then connect %s %s"$@"; exit; fi\\n' "$PORT" "$(word "root@$ADDRESS")"
    # The NixOS installer listens on port 22, even if the server used another port.
    for port in $(printf '%s\\n22\\n' "$PORT" | uniq); do
      printf 'connect %s -W localhost:%s %s&& exit\\n' "$port" "$port" "$(word "root@$ADDRESS")"
    done
    echo 'exit 255'
  } > "$way"
  chmod 0700 "$way"
}

users_way > "$work/ssh"
write_way alone -F "$work/ssh" -o IdentitiesOnly=yes
write_way any

# shellcheck disable=SC2016
QUESTION='cat /etc/os-release && echo "HOST_NAME=$(uname -n)"'

ask() {
  way=$1
  if "$work/$way" "$QUESTION" </dev/null > "$work/facts" 2> "$work/errors"; then
    facts=$(cat "$work/facts")
    return
  fi
  answer=$(cat "$work/errors")
  return 1
}

# ssh offers the agent's keys before the deploy key, and servers disconnect after six keys, so the deploy key is tried
# alone first. An installed machine may accept only the user's own keys.
log_in() {
  rm -f "$work/known_hosts"
  if ask alone; then return 0; fi
  case $answer in
    *"UNPROTECTED PRIVATE KEY FILE"* | *"Load key "* | *" not accessible: "*)
      stop "ssh cannot use $IDENTITY_FILE: $answer" ;;
    *"ad configuration"* | *"Bad owner or permissions"* | *" at end of line"* | *"ssh: not found"* | *"ssh: command not found"*)
      stop "ssh cannot start: $answer" ;;
    *"Permission denied"* | *"Too many authentication failures"*) ;;
    *) return 1 ;;
  esac
  refusal=$answer
  if ! ask any; then
    answer=$refusal
    return 1
  fi
  # The server may have authorized the deploy key in the meantime.
  ask alone || ask any
}

stop() {
  say "failed: $1" >&2
  exit 1
}

hint() {
  case $answer in
    *"Permission denied"* | *"Too many authentication failures"*)
      echo "the server runs but does not accept the key: check root's authorized_keys, and cloud-init's output on the console" ;;
    *refused*) echo "nothing listens on port $PORT: check sshd on the server's console, and the port" ;;
    *"timed out"* | *unreachable* | *"No route"*)
      echo "check the firewalls for port $PORT, the address, and that the server is running" ;;
    *"esolve hostname"*) echo "the host name does not resolve: check the DNS" ;;
    *"Host key verification failed"*) echo "the host key changed during the login: check which server has this address" ;;
    *) echo "check the server's console" ;;
  esac
}

wait_for_ssh() {
  attempt=1
  until log_in; do
    if [ "$attempt" -ge 30 ]; then
      say "failed: cannot log in to $target with $IDENTITY_FILE; the last error was: $answer" >&2
      say "$(hint); if the machine waits for its disk passphrase, run: just unlock $MACHINE" >&2
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep 10
  done
}
`;
