trap : TERM INT HUP
script=$1
run=$2
since=$3
if [ -z "$run" ]; then
    echo "held $$"
    exec 2>/dev/null
    while read -r word rest; do
        case $word in
        free) exit 0 ;;
        run) run=$rest ;;
        esac
    done
fi
trap 'exec sh -c "$script" agentmesh-lock "$script" "$run" "$since"' EXIT
answers() {
    read -r stat <"/proc/$1/stat" || return 1
    wanted=$2
    set -- ${stat##*) }
    [ "$1" != Z ] && [ "${20}" = "$wanted" ]
}
lives() {
    grep -qs "$variable=" /proc/[0-9]*/environ || grep -qs 'populated 1' "$group/cgroup.events"
}
while [ -n "$run" ] && [ -e "$run/lock" ] && [ ! -e "$run/reported" ]; do
    { read -r a; read -r b c; read -r d; read -r e; read -r f; } <"$run/lock"
    # Of a note that isn't whole nothing is believed; what stood there before goes on.
    case $f in
    '' | *[!0-9]*) ;;
    *) holder=$a worker=$b ticks=$c variable=$d group=$e hold=$f ;;
    esac
    [ "$holder" = "$$" ] || break
    if answers "$worker" "$ticks" || lives; then
        since=
    else
        read -r now rest </proc/uptime
        now=${now%%.*}
        since=${since:-$now}
        [ $((now - since)) -lt "$hold" ] || break
    fi
    sleep 1
done
trap - EXIT
