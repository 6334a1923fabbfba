trap : TERM INT HUP
run=$1
group=$2
watchdog=$3
variable=$4
shift 4
: "$(setsid env -i PATH="$PATH" sh -c "$watchdog" agentmesh-deadline "$watchdog" "$run" "$$" "$variable" \
    "${group%/*}" '' </dev/null >/dev/null 2>&1 &)"
[ -z "$group" ] || { echo 0 >"$group"; } 2>/dev/null
read -r go || exit 125
"$@" <"$run/prompt" >>"$run/stdout" 2>>"$run/stderr"
status=$?
echo "$status" >"$run/exit.new" && mv "$run/exit.new" "$run/exit"
exit "$status"
