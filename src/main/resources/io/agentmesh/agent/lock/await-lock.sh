holder=$1
set --
while IFS= read -r word; do
    [ -n "$word" ] || exec "$@" sh -c "$holder" agentmesh-lock "$holder"
    set -- "$@" "$word"
done
