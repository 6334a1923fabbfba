trap '' TERM INT HUP
cd /
script=$1 run=$2 wrapper=$3 variable=$4 group=$5 over=$6
trap 'exec sh -c "$script" agentmesh-deadline "$script" "$run" "$wrapper" "$variable" "$group" "$over"' EXIT
leave() {
    trap - EXIT
    exit 0
}
waits() {
    grep -qs "$variable=" "/proc/$wrapper/environ"
}
seconds() {
    read -r now rest </proc/uptime
    now=${now%%.*}
}
parent() {
    read -r stat <"$1/stat" || return 1
    set -- ${stat##*) }
    parent=$2
    [ "$1" != Z ]
}
look() {
    found=' '
    for file in $(grep -ls "$variable=" /proc/[0-9]*/environ); do
        pid=${file#/proc/}
        found="$found${pid%/*} "
    done
    for file in "$group"/cgroup.procs "$group"/*/cgroup.procs; do
        [ -n "$group" ] && [ -r "$file" ] || continue
        while read -r pid; do
            case $found in *" $pid "*) ;; *) found="$found$pid " ;; esac
        done <"$file"
    done
    more=yes
    while [ -n "$more" ]; do
        more=
        for process in /proc/[0-9]*; do
            pid=${process#/proc/}
            case $found in *" $pid "*) continue ;; esac
            parent "$process" || continue
            case $found in *" $parent "*) found="$found$pid "; more=yes ;; esac
        done
    done
}
late=0
while [ -z "$over" ]; do
    sleep 1
    [ ! -e "$run/exit" ] && [ ! -e "$run/reported" ] || leave
    if [ ! -e "$run/deadline" ] || [ ! -e "$run/stdout" ]; then
        [ -d "$run" ] && [ -d "/proc/$wrapper" ] || leave
        continue
    fi
    { read -r named; read -r until; read -r grace; read -r ending; } <"$run/deadline"
    # One that isn't whole ends nothing.
    case $ending in {*}) ;; *) continue ;; esac
    [ "$named" = "$variable" ] || leave
    seconds
    # A machine that wakes up is past it: a worker that lives moves it then.
    late=$((late + 1))
    [ "$now" -ge "$until" ] || late=0
    [ "$late" -lt 3 ] || over=$((now + grace))
done
[ -e "$run/ending.json" ] || printf '%s\n' "$ending" >"$run/ending.json"
known=' '
rounds=0
while :; do
    look
    seconds
    left=
    for pid in $found; do
        [ "$pid" != "$wrapper" ] || continue
        left=yes
        if [ "$now" -ge "$over" ]; then
            kill -KILL "$pid"
        else
            case $known in *" $pid "*) ;; *) known="$known$pid "; kill -TERM "$pid" ;; esac
        fi
    done
    [ -n "$left" ] || break
    [ "$now" -lt "$over" ] || rounds=$((rounds + 1))
    # What forks faster than it is killed one by one goes as a whole, its wrapper too.
    [ "$rounds" -lt 20 ] || echo 1 >"$group/cgroup.kill"
    [ "$rounds" -gt 0 ] && [ "$rounds" -lt 20 ] || sleep 1
done
sleep 1
[ -d "$run" ] && [ ! -e "$run/exit" ] && ! waits && echo 137 >"$run/exit.new" && mv "$run/exit.new" "$run/exit"
leave
