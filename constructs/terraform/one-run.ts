/**
 * Shell functions of all scripts that change a machine: a lock, a time limit for each step, and cleanup of child
 * processes. They need `say`; the text contains no `${`, which Terraform would read as a template.
 *
 * - An interrupted Terraform kills the script with SIGKILL, and a killed Terraform leaves it running; both orphan its
 *   children. So a watcher process ends the running step with all its descendants, and removes the temporary files,
 *   when the script or its parent has ended.
 * - The lock is a symbolic link, created atomically, to a file that lists the processes that hold it. It is valid only
 *   while one of them runs; the start time distinguishes a process from a later one with the same id. It is in /tmp,
 *   which is local to the computer like the processes.
 * - `TMPDIR` is the folder of the run, so that the cleanup removes keys that a killed program leaves there.
 */
export const ONE_RUN = `# Prints the start time of a process; nothing if it has ended.
started() {
  # On Linux this is relative to the boot; ps derives it from the clock, which may change.
  if [ -r /proc/self/stat ]; then
    sed 's/.*) //' "/proc/$1/stat" 2>/dev/null | awk '$1 != "Z" { print $20 }'
    return 0
  fi
  # shellcheck disable=SC2046
  set -- $(LC_ALL=C ps -o stat= -o lstart= -p "$1" 2>/dev/null)
  case "$*" in
    Z*) ;;
    *)
      [ "$#" -eq 0 ] || shift
      echo "$*"
      ;;
  esac
}

below() {
  LC_ALL=C ps -A -o pid= -o ppid= | awk -v todo="$1" '
    { children[$2] = children[$2] " " $1 }
    END {
      while ((count = split(todo, now, " ")) > 0) {
        todo = ""
        for (i = 1; i <= count; i++) { print now[i]; todo = todo children[now[i]] }
      }
    }'
}

# Ends a process and its descendants.
end_below() {
  pids=$(below "$1")
  # shellcheck disable=SC2086
  kill $pids 2>/dev/null || true
  for patience in 1 2 3 4 5 6 7 8 9 10; do
    left=
    for pid in $pids; do
      [ -z "$(started "$pid")" ] || left="$left $pid"
    done
    [ -n "$left" ] || return 0
    sleep 1
  done
  # shellcheck disable=SC2086
  kill -9 $left 2>/dev/null || true
}

release() {
  if [ "$(cat "$lock" 2>/dev/null)" = "$(cat "$work/holder")" ]; then rm -f "$lock"; fi
  rm -rf "$work"
}

# Cleans up after a script that was killed.
abandon() {
  if child=$(cat "$work/child" 2>/dev/null); then end_below "$child"; fi
  release
}

guard() {
  trap - EXIT
  trap '' HUP INT
  spent=0 limit=
  while sleep 1; do
    [ -e "$work/holder" ] || continue
    if [ -z "$(started "$$")" ]; then
      abandon
      return
    fi
    parent=$(ps -o ppid= -p "$$" 2>/dev/null | tr -d ' ') || continue
    if [ -n "$parent" ] && [ "$parent" != "$PPID" ]; then
      kill "$$" 2>/dev/null || true
      continue
    fi
    # Counts seconds instead of reading the clock, which may change and includes the time of sleep.
    if [ "$(cat "$work/limit" 2>/dev/null)" != "$limit" ]; then
      limit=$(cat "$work/limit" 2>/dev/null) || limit=
      spent=0
    fi
    spent=$((spent + 1))
    # A step writes its child before its limit.
    if [ -n "$limit" ] && [ "$spent" -gt "$(printf '%s' "$limit" | sed 's/ .*//')" ]; then
      child=$(cat "$work/child" 2>/dev/null) || continue
      echo > "$work/late"
      end_below "$child"
    fi
  done
}

# Runs a command with a time limit: step NAME SECONDS HINT COMMAND…
step() {
  step=$1 seconds=$2 look=$3
  shift 3
  number=$((number + 1))
  "$@" <&3 &
  child=$!
  echo "$child" > "$work/child"
  echo "$seconds $number" > "$work/limit"
  status=0
  wait "$child" || status=$?
  child=
  rm -f "$work/child" "$work/limit"
  if [ -e "$work/late" ]; then
    rm -f "$work/late"
    say "failed: $step took longer than $((seconds / 60)) minutes and was stopped; $look" >&2
    return 124
  fi
  return "$status"
}

leave() {
  status=$?
  trap - EXIT
  trap '' HUP INT TERM
  if [ -n "$child" ]; then end_below "$child"; fi
  {
    kill "$watcher" || true
    wait "$watcher" || true
  } 2>/dev/null
  release
  finish "$status"
}

held() {
  while read -r pid since; do
    case $pid in
      *[!0-9]*) continue ;;
    esac
    if [ -n "$since" ]; then
      [ "$(started "$pid")" != "$since" ] || return 0
    elif kill -0 "$pid" 2>/dev/null; then
      return 0
    fi
  done <<HOLDER
$seen
HOLDER
  return 1
}

# Whether a process of any user has a command line that contains a text.
runs() {
  [ -n "$1" ] && ps -A -o args= 2>/dev/null | TEXT=$1 awk 'index($0, ENVIRON["TEXT"]) { found = 1 } END { exit !found }'
}

# Takes the lock, after other runs have finished: hold NAME COMMAND. The standard input of steps is descriptor 3.
hold() {
  child=
  number=0
  lock=/tmp/nix-fleet-$(id -u)-$(printf '%s\\n' "$1" | cksum | tr ' ' -)
  work=$(mktemp -d /tmp/nix-fleet-XXXXXX)
  guard >/dev/null 2>&1 3<&- &
  watcher=$!
  printf '%s %s\\n' "$$" "$(started "$$")" "$watcher" "$(started "$watcher")" > "$work/run"
  echo "$work" >> "$work/run"
  mv "$work/run" "$work/holder"
  trap leave EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
  patience=60
  while runs "$2" || ! ln -s "$work/holder" "$lock" 2>/dev/null; do
    seen=$(cat "$lock" 2>/dev/null) || seen=
    if [ "$patience" -eq 0 ]; then
      say "refused: another run is active on this computer, or another user owns $lock; wait until it has finished: $(printf %s "$seen" | head -n 1)" >&2
      exit 1
    fi
    patience=$((patience - 1))
    if held || runs "$2"; then
      [ "$patience" -lt 59 ] || say "waiting for another run on this computer"
      sleep 1
    elif mv "$lock" "$work/gone" 2>/dev/null; then
      if [ "$(cat "$work/gone" 2>/dev/null)" != "$seen" ]; then
        mv "$work/gone" "$lock"
      else
        say "took over the lock of a killed run"
        left=$(printf '%s\\n' "$seen" | sed -n '3s|^/tmp/nix-fleet-|&|p')
        [ -z "$left" ] || rm -rf "$left"
        rm -f "$work/gone"
      fi
    fi
  done
  export TMPDIR="$work"
}
`;
