package io.agentmesh.worker;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import io.agentmesh.support.Scripts;

/**
 * An executable in OpenCode's place that does what the prompt says: {@code say WORDS}, {@code lines N},
 * {@code hold NAME} (goes on when the file NAME is there), {@code drip NAME} (the same, and says a numbered line now and
 * then), {@code stay} (with a child in a session of its own, until it is ended), {@code deaf} (the same, ignoring TERM),
 * {@code leak} (shows its key in many ways),
 * {@code flaky N} (its model fails N times first), {@code late NAME} (as {@code hold}, and then its model fails),
 * {@code spend WORDS} (as {@code say}, and has used tokens), {@code do COMMAND} (of the shell, in its folder), {@code rest SECONDS} (says nothing for so long), {@code fail}. Told that it was interrupted, it goes on with
 * {@code flaky} or says {@code resumed}. It notes each run.
 */
public final class ScriptedAgent {

    private final Path folder;
    private final Path program;

    ScriptedAgent(Path folder) {
        this.folder = folder;
        try {
            program = Scripts.shell(folder.resolve("opencode"), """
                    here='%s'
                    event() { printf '{"type":"%%s","timestamp":1,"sessionID":"ses_1","part":%%s}\\n' "$1" "$2"; }
                    finish() {
                        event text '{"type":"text","messageID":"m1","text":"'"$1"'"}'
                        event step_finish '{"type":"step-finish","messageID":"m1","reason":"stop","tokens":{}}'
                    }
                    case $1 in
                        --version) echo 1.18.33; exit ;;
                        export) printf '{"info":{"directory":"%%s"}}' "$(pwd)"; exit ;;
                        run) ;;
                        *) echo '[]'; exit ;;
                    esac
                    for flag; do case $flag in --session=*) echo "$flag" >>"$here/sessions" ;; esac; done
                    read -r verb word
                    case $verb in
                        flaky) echo "$word" >"$here/flaky" ;;
                        # What an agent reads that goes on in its session.
                        You) [ ! -e "$here/flaky" ] || verb=flaky ;;
                    esac
                    echo "$verb $word in $(pwd) as $$" >>"$here/runs"
                    echo "$*" >>"$here/arguments"
                    env | sort >"$here/environment"
                    event step_start '{"type":"step-start","messageID":"m1"}'
                    case $verb in
                        leak)
                            printf '{"type":"text","sessionID":"ses_1","part":{"messageID":"m0","text":"a %%s' \\
                                "$(printf %%s "$SOME_API_KEY" | cut -c1-9)"
                            sleep 0.3
                            printf '%%s b"}}\\n' "$(printf %%s "$SOME_API_KEY" | cut -c10-)"
                            echo "key: $SOME_API_KEY" >&2
                            event text '{"messageID":"m0","text":"'"$(printf %%s "u:$SOME_API_KEY" | base64 -w0)"'"}'
                            finish "the key is $SOME_API_KEY" ;;
                        say) finish "$word" ;;
                        spend)
                            event step_finish '{"messageID":"m0","reason":"tool-calls","cost":0.25,"tokens":{"input":100,"output":20,"reasoning":3,"cache":{"read":4,"write":5}}}'
                            finish "$word" ;;
                        do)
                            eval "$word" >&2
                            finish done ;;
                        lines)
                            i=1
                            while [ "$i" -le "$word" ]; do
                                event text '{"type":"text","messageID":"m'"$i"'x","text":"line '"$i"'"}'
                                i=$((i + 1))
                            done
                            finish done ;;
                        hold)
                            while [ ! -e "$here/$word" ]; do sleep 0.05; done
                            finish "$word" ;;
                        drip)
                            i=1
                            while [ ! -e "$here/$word" ]; do
                                event text '{"type":"text","messageID":"m'"$i"'x","text":"line '"$i"'"}'
                                i=$((i + 1))
                                sleep 0.02
                            done
                            finish "$word" ;;
                        rest) sleep "$word"; finish rested ;;
                        You) finish resumed ;;
                        stay)
                            setsid sleep 600 &
                            echo $! >"$here/child"
                            sleep 600 ;;
                        deaf)
                            trap '' TERM
                            setsid sh -c 'while :; do sleep 1; done' &
                            echo $! >"$here/child"
                            while :; do sleep 1; done ;;
                        flaky)
                            left=$(cat "$here/flaky")
                            [ "$left" -gt 0 ] || { finish steady; exit; }
                            echo $((left - 1)) >"$here/flaky"
                            event error '{}' | sed 's/"part":.*/"error":{"name":"APIError","data":{"message":"busy","statusCode":503,"isRetryable":true}}}/'
                            exit 1 ;;
                        late)
                            while [ ! -e "$here/$word" ]; do sleep 0.05; done
                            event error '{}' | sed 's/"part":.*/"error":{"name":"APIError","data":{"message":"busy","statusCode":503,"isRetryable":true}}}/'
                            exit 1 ;;
                        fail) echo 'it broke' >&2; exit 3 ;;
                    esac
                    """.formatted(folder));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Path program() {
        return program;
    }

    /** The prompts that were run, in the order of their begin. */
    List<String> prompts() {
        return runs().map(line -> line.substring(0, line.indexOf(" in ")).strip()).toList();
    }

    /** The folder of the only run. */
    Path workedIn() {
        String line = runs().findFirst().orElseThrow();
        return Path.of(line.substring(line.indexOf(" in ") + 4, line.lastIndexOf(" as ")));
    }

    /** The sessions that were gone on with. */
    List<String> sessions() {
        return Files.exists(folder.resolve("sessions"))
                ? read("sessions").lines().map(flag -> flag.substring("--session=".length())).toList() : List.of();
    }

    /** Lets {@code hold NAME} go on. */
    public void release(String name) {
        try {
            Files.createFile(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The command lines of all runs. */
    List<String> arguments() {
        return read("arguments").lines().toList();
    }

    String environment() {
        return read("environment");
    }

    /** Whether {@code stay} is at work, with its child. */
    boolean stays() {
        return Files.exists(folder.resolve("child")) && !read("child").isBlank() && !left().isEmpty();
    }

    /** The processes of all runs that are still alive: the agents and the child of {@code stay}. */
    List<Long> left() {
        Stream<Long> agents = runs().map(line -> Long.parseLong(line.substring(line.lastIndexOf(" as ") + 4)));
        Stream<Long> child = Files.exists(folder.resolve("child")) && !read("child").isBlank()
                ? Stream.of(Long.parseLong(read("child").strip())) : Stream.of();
        return Stream.concat(agents, child).filter(ScriptedAgent::isAlive).toList();
    }

    private static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private Stream<String> runs() {
        return Files.exists(folder.resolve("runs")) ? read("runs").lines() : Stream.of();
    }

    private String read(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
