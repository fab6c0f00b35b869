/**
 * Shell of every script that changes a machine: one run at a time, a time limit for each step, and nothing that
 * outlives it. It needs `say` and contains no `${`, which Terraform would read as a template.
 *
 * - Terraform ends a script with SIGKILL when it is interrupted, and not at all when it is killed itself; both leave
 *   the script's children behind. So a second process watches: it ends the step that runs, with all below it, and
 *   removes the temporary files, when the script or the program that started it is gone.
 * - The lock is a link to a file that names the processes which hold it, made in one step. It counts only while one of
 *   them runs, told from others of the same number by its start. It lies in /tmp, which is local like the processes.
 * - `TMPDIR` is the folder of the run, so that keys which a killed program leaves there go with it.
 */
export const ONE_RUN = `# What marks a process beside its number; nothing for one that ended.
started() {
  # Linux counts from its boot there; ps computes a time of the clock, which may be set meanwhile.
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

# Ends a process and all that it started.
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

# What is left to do when the script can do it no more.
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
    # Seconds are counted, since the clock may be set, and a computer that slept has not worked.
    if [ "$(cat "$work/limit" 2>/dev/null)" != "$limit" ]; then
      limit=$(cat "$work/limit" 2>/dev/null) || limit=
      spent=0
    fi
    spent=$((spent + 1))
    # A step has its child first.
    if [ -n "$limit" ] && [ "$spent" -gt "$(printf '%s' "$limit" | sed 's/ .*//')" ]; then
      child=$(cat "$work/child" 2>/dev/null) || continue
      echo > "$work/late"
      end_below "$child"
    fi
  done
}

# Runs a command: step NAME SECONDS WHAT_TO_LOOK_AT COMMAND…
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

# Whether a program runs whose command contains a text, started by anybody.
runs() {
  [ -n "$1" ] && ps -A -o args= 2>/dev/null | TEXT=$1 awk 'index($0, ENVIRON["TEXT"]) { found = 1 } END { exit !found }'
}

# Waits until nothing else does the same: hold NAME COMMAND. The standard input of steps is descriptor 3.
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
      say "refused: another one still runs on this computer, or $lock belongs to somebody else; wait for it: $(printf %s "$seen" | head -n 1)" >&2
      exit 1
    fi
    patience=$((patience - 1))
    if held || runs "$2"; then
      [ "$patience" -lt 59 ] || say "waits for another one that runs on this computer"
      sleep 1
    elif mv "$lock" "$work/gone" 2>/dev/null; then
      if [ "$(cat "$work/gone" 2>/dev/null)" != "$seen" ]; then
        mv "$work/gone" "$lock"
      else
        say "takes over from one that was ended"
        left=$(printf '%s\\n' "$seen" | sed -n '3s|^/tmp/nix-fleet-|&|p')
        [ -z "$left" ] || rm -rf "$left"
        rm -f "$work/gone"
      fi
    fi
  done
  export TMPDIR="$work"
}
`;
