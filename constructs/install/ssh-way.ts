/**
 * Shell of the install that reaches the server. Two programs in the folder of the run take a command for the server,
 * or, without one, are the `ProxyCommand` of a connection to it: `alone` knows the deploy key only, `any` whatever the
 * user's configuration has. It contains no `${`.
 *
 * - The user's way to servers counts: agent, proxy and jump hosts, as `ssh -G` prints them. A jump host is reached
 *   with the user's whole configuration, where it may be an alias.
 * - The host key of the first login is the only one that either of them takes from then on. nixos-anywhere takes any
 *   host key, whatever options it is given; so it is led through `alone` or `any`, and its secrets only get to the
 *   server that was asked before. A connection that is open already is not shared: nobody compared its key. The
 *   installer in memory keeps the host keys of the system that it replaces.
 */
export const SSH_WAY = `# One word of the shell.
word() {
  printf "'"
  printf '%s' "$1" | sed "s/'/'\\\\\\\\''/g"
  printf "' "
}

# A value of ssh's configuration that may contain spaces.
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
    # The installer in memory listens on 22, whatever the port was before.
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

# ssh offers the keys of an agent before the given one, and servers hang up at the sixth: so first that one alone. A
# living machine may know only the user's own.
log_in() {
  rm -f "$work/known_hosts"
  if ask alone; then return 0; fi
  case $answer in
    *"UNPROTECTED PRIVATE KEY FILE"* | *"Load key "* | *" not accessible: "*)
      stop "ssh cannot use $IDENTITY_FILE: $answer" ;;
    *"ad configuration"* | *"Bad owner or permissions"* | *" at end of line"* | *"ssh: not found"* | *"ssh: command not found"*)
      stop "ssh does not start here: $answer" ;;
    *"Permission denied"* | *"Too many authentication failures"*) ;;
    *) return 1 ;;
  esac
  refusal=$answer
  if ! ask any; then
    answer=$refusal
    return 1
  fi
  # The given key may have got there only now.
  ask alone || ask any
}

stop() {
  say "failed: $1" >&2
  exit 1
}

hint() {
  case $answer in
    *"Permission denied"* | *"Too many authentication failures"*)
      echo "it is up and does not know the key: look at root's authorized_keys there, and at what cloud-init says on the console" ;;
    *refused*) echo "nothing listens on port $PORT: look at sshd on the server's console, and at the port" ;;
    *"timed out"* | *unreachable* | *"No route"*)
      echo "look at the firewalls in front of port $PORT, at the address, and whether the server is switched on" ;;
    *"esolve hostname"*) echo "the name has no address here: look at the DNS" ;;
    *"Host key verification failed"*) echo "its host key changed within one attempt: look at who answers at this address" ;;
    *) echo "look at the server's console" ;;
  esac
}

wait_for_ssh() {
  attempt=1
  until log_in; do
    if [ "$attempt" -ge 30 ]; then
      say "failed: no ssh to $target with $IDENTITY_FILE; the last answer was: $answer" >&2
      say "$(hint); a machine that waits for the passphrase of its disk answers elsewhere: just unlock $MACHINE" >&2
      exit 1
    fi
    attempt=$((attempt + 1))
    sleep 10
  done
}
`;
