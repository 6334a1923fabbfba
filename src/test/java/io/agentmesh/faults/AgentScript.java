package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.support.Scripts;

/**
 * An executable in OpenCode's place that does what the prompt says, see {@link TaskPlan#prompt()}, and leaves a mark of
 * each execution outside of the codebase, see {@link Execution}. All its processes hold a lock of its codebase, which
 * the kernel frees when the last one is gone: whoever finds it taken is a second one at work there.
 */
final class AgentScript {

    private AgentScript() {
    }

    /** @param root with no quote in it; gets the folders marks, guards, moments and prompts */
    static Path write(Path root) throws IOException {
        for (String folder : new String[] {"marks", "guards", "moments", "prompts"}) {
            Files.createDirectories(root.resolve(folder));
        }
        return Scripts.shell(root.resolve("opencode"), """
                root='%s'
                case $1 in
                    --version) echo 1.18.33; exit ;;
                    run) ;;
                    export) printf '{"info":{"id":"%%s","directory":"%%s"},"messages":[]}\\n' "$2" "$PWD"; exit ;;
                    *) echo '[]'; exit ;;
                esac
                out=$(readlink /proc/$$/fd/1)
                run=${out%%/*}; key=${run##*/}; id=${key%%-*}; attempt=${key##*-}
                state=${run%%/runs/*}; worker=${state##*/}
                resumed=fresh
                for word; do case $word in --session=*) resumed=resumed ;; esac; done
                read -r up idle </proc/uptime
                mark=$root/marks/$id.$attempt.$$.$up
                exec 9>"$root/guards/${PWD##*/}"
                alone=alone
                flock -w 1 9 || alone=together
                read -r prompt
                case $prompt in
                    do=*) echo "$prompt" >"$root/prompts/$id" ;;
                    *) read -r prompt <"$root/prompts/$id" ;;
                esac
                for word in $prompt; do
                    case $word in
                        do=*) behaviour=${word#*=} ;;
                        lines=*) lines=${word#*=} ;;
                        pad=*) pad=${word#*=} ;;
                        pause=*) pause=${word#*=} ;;
                        at=*) at=${word#*=} ;;
                        work=*) work=${word#*=} ;;
                    esac
                done
                echo "begin $id $attempt $$ $up $worker ${PWD##*/} $resumed $alone" >"$mark"
                moment() {
                    [ "$at" = "$1" ] && [ ! -e "$root/moments/$worker/$id.$1" ] || return 0
                    : >"$root/moments/$worker/$id.$1"
                    sleep "$pause"
                }
                event() { printf '{"type":"%%s","timestamp":1,"sessionID":"ses_%%s","part":%%s}\\n' "$1" "$id" "$2"; }
                say() { event text '{"type":"text","messageID":"m1","text":"'"$id/$attempt/$$ line $1 of $lines $2"'"}'; }
                moment STARTED
                if [ "$behaviour" = STUMBLES ] && [ ! -e "$root/prompts/$id.stumbled" ]; then
                    : >"$root/prompts/$id.stumbled"
                    printf '{"type":"error","timestamp":1,"sessionID":"ses_%%s","error":{"name":"APIError",' "$id"
                    echo '"data":{"message":"Overloaded","statusCode":529,"isRetryable":true}}}'
                    exit 1
                fi
                event step_start '{"type":"step-start","messageID":"m1"}'
                kilobyte=0123456789012345678901234567890123456789
                kilobyte=$kilobyte$kilobyte$kilobyte$kilobyte$kilobyte
                kilobyte=$kilobyte$kilobyte$kilobyte$kilobyte$kilobyte
                padding=
                while [ "$pad" -gt 0 ]; do padding=$padding$kilobyte; pad=$((pad - 1)); done
                i=1
                while [ "$i" -le "$lines" ]; do
                    say "$i" "$padding"
                    [ "$i" = $(( (lines + 1) / 2 )) ] && moment MIDWAY
                    i=$((i + 1))
                done
                sleep "${work:-0}"
                moment ENDING
                case $behaviour in
                    FORKS)
                        (trap '' TERM; sleep 300) &
                        sleep 300 &
                        sh -c 'sleep 300 & sleep 300' & ;;
                    DETACHES)
                        setsid sh -c 'setsid sleep 300 & exit' &
                        setsid nohup sleep 300 >/dev/null 2>&1 & ;;
                    HIDES) env -i setsid sh -c 'sleep 300 & exit' & ;;
                    IGNORES_TERM) trap '' TERM INT HUP; sleep 300 ;;
                    HANGS) sleep 300 ;;
                    TALKS_ON) while :; do event tool_use '{"type":"tool","tool":"wait","state":{}}'; sleep 0.5; done ;;
                    STOPS_SHORT) exit 0 ;;
                    FAILS) echo 'it broke' >&2; exit 1 ;;
                    HALF_LINE) printf '{"type":"text","timest'; exit 0 ;;
                    DIES) kill -9 $$ ;;
                esac
                event text '{"type":"text","messageID":"end","text":"done '"$id"'"}'
                event step_finish '{"type":"step-finish","messageID":"end","reason":"stop","tokens":{}}'
                read -r up idle </proc/uptime
                echo "end $up" >>"$mark"
                """.formatted(root));
    }
}
