package io.agentmesh.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import io.agentmesh.support.Scripts;

/** An agent that edits files, and a git that ends the worker or itself where a task is to be struck. */
final class WorktreeScripts {

    private WorktreeScripts() {
    }

    /**
     * An executable in OpenCode's place. Its prompt is the number of the task and a command of the shell; it writes the
     * number to two files. Where it is begun again it goes on with the prompt that it had.
     */
    static Path agent(Path root) throws IOException {
        Files.createDirectories(root.resolve("asked"));
        return Scripts.shell(root.resolve("opencode"), """
                root='%s'
                case $1 in
                    --version) echo 1.18.33; exit ;;
                    run) ;;
                    export) printf '{"info":{"id":"%%s","directory":"%%s"},"messages":[]}\\n' "$2" "$PWD"; exit ;;
                    *) echo '[]'; exit ;;
                esac
                task=$(basename "$PWD")
                event() { printf '{"type":"%%s","timestamp":1,"sessionID":"ses_%%s","part":%%s}\\n' "$1" "$task" "$2"; }
                # A request for the end of the worker, answered by its absence.
                ask_kill() {
                    [ ! -e "$root/asked/$task" ] || return 0
                    : >"$root/asked/$task"
                    while [ ! -e "$root/asked/$task.done" ]; do sleep 0.05; done
                }
                if [ -e "$root/prompt-$task" ]; then cat >/dev/null; else cat >"$root/prompt-$task"; fi
                read -r number command <"$root/prompt-$task"
                event step_start '{"type":"step-start","messageID":"m1"}'
                echo "task $number" >file
                echo "$number" >"own-$number"
                sleep 0.1
                [ -e "$root/asked/$task.done" ] || eval "$command"
                echo "$task" >>"$root/done"
                event text '{"type":"text","messageID":"m1","text":"did it"}'
                event step_finish '{"type":"step-finish","messageID":"m1","reason":"stop","tokens":{}}'
                """.formatted(root));
    }

    /**
     * A folder with a program {@code git} that does what the real one does, but for the first time that it comes to a
     * strike: the file {@code strikes/TASK} with the name of its command and {@code before}, {@code after} or {@code
     * half}. Its parent is the worker.
     */
    static Path git(Path root) throws IOException {
        Files.createDirectories(root.resolve("strikes"));
        Path folder = Files.createDirectories(root.resolve("bin"));
        Scripts.shell(folder.resolve("git"), """
                root='%s'
                PATH=$(printf %%s "$PATH" | sed "s|^$root/bin:||")
                name=
                skip=
                for word; do
                    if [ -n "$skip" ]; then skip=; continue; fi
                    case $word in
                        -c) skip=1 ;;
                        worktree) name=worktree ;;
                        *) if [ "$name" = worktree ]; then name=worktree-$word; elif [ -z "$name" ]; then name=$word; fi
                           [ "$name" = worktree ] || break ;;
                    esac
                done
                strike=
                for file in "$root"/strikes/*; do
                    task=$(basename "$file")
                    case "$PWD $*" in *"$task"*) read -r command strike <"$file" || true; break ;; esac
                done
                if [ -z "$strike" ] || [ "$command" != "$name" ] || ! mv "$file" "$root/struck-$task"; then exec git "$@"; fi
                case $strike in
                    before) kill -9 $PPID; exit 1 ;;
                    after) git "$@"; kill -9 $PPID; exit 1 ;;
                    half)
                        case $name in
                            add) : >"$(git rev-parse --absolute-git-dir)/index.lock" ;;
                            *) git "$@"; rm -f "$root"/state/*/worktrees/*/"$task"/file ;;
                        esac
                        kill -9 $$ ;;
                esac
                """.formatted(root));
        return folder;
    }
}
