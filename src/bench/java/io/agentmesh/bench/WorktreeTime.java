package io.agentmesh.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import io.agentmesh.support.GitRepository;
import io.agentmesh.support.Scripts;

/**
 * What a worktree costs a task, and what it saves many: from just before the request that creates a task to the moment
 * when its outcome is at the server. The agent writes a file and works for five seconds.
 */
final class WorktreeTime {

    private static final int SECONDS = 5;
    private static final int FILES_IN_A_FOLDER = 500;
    private static final int AT_ONCE = 4;
    private static final double TARGET = 1.3;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Workspace workspace;
    private final int tasks;

    WorktreeTime(Workspace workspace, int tasks) {
        this.workspace = workspace;
        this.tasks = tasks;
    }

    void measure(Figures figures) throws Exception {
        for (int files : new int[] {1000, 50_000}) {
            Path repository = repository(files);
            String what = "a task of " + SECONDS + " s, repository of " + Figures.number(files).replaceAll("[.]00$", "") + " files, ";
            double plain = Quantile.of(inTurn(repository, "none", tasks), 0.5);
            figures.add(Figure.of(what + "isolation none, p50 of " + tasks, Figures.number(plain) + " s", ""));
            double isolated = Quantile.of(inTurn(repository, "worktree", tasks), 0.5);
            figures.add(Figure.of(what + "isolation worktree, p50 of " + tasks, Figures.number(isolated) + " s",
                    Figures.times(isolated / plain, "none")));
            if (files == 1000) {
                double together = together(repository);
                figures.add(AT_ONCE + " tasks of one codebase at once, compared with one", together / isolated, TARGET, false,
                        "×", Figures.times(together / (AT_ONCE * plain), AT_ONCE + " in turn"));
            }
        }
    }

    private Path repository(int files) throws IOException {
        GitRepository repository = GitRepository.create(workspace.codebase("repository-" + files));
        for (int i = 0; i < files; i++) {
            repository.write("folder-" + i / FILES_IN_A_FOLDER + "/file-" + i + ".txt", "line " + i + "\n".repeat(20));
        }
        repository.commit("last", "one");
        return repository.folder();
    }

    /** @return seconds for each, the first left out, since the worker isn't warm then */
    private List<Double> inTurn(Path repository, String isolation, int count) throws Exception {
        List<Double> times = new ArrayList<>();
        try (RealServer server = RealServer.start(workspace, Files.createTempDirectory(workspace.file("."), "db-").resolve("db"));
                Program worker = worker(server, repository, isolation)) {
            String codebase = codebase(server, worker);
            for (int i = 0; i <= count; i++) {
                long begun = System.nanoTime();
                await(server, worker, List.of(server.createTask(codebase, "work " + i)));
                times.add((System.nanoTime() - begun) / 1e9);
            }
        }
        return times.subList(1, times.size());
    }

    /** @return seconds until the last one is done; one went before them */
    private double together(Path repository) throws Exception {
        try (RealServer server = RealServer.start(workspace, Files.createTempDirectory(workspace.file("."), "db-").resolve("db"));
                Program worker = worker(server, repository, "worktree")) {
            String codebase = codebase(server, worker);
            await(server, worker, List.of(server.createTask(codebase, "work first")));
            long begun = System.nanoTime();
            List<String> all = new ArrayList<>();
            for (int i = 0; i < AT_ONCE; i++) {
                all.add(server.createTask(codebase, "work " + i));
            }
            await(server, worker, all);
            return (System.nanoTime() - begun) / 1e9;
        }
    }

    private static String codebase(RealServer server, Program worker) throws Exception {
        Patience.await(worker, "the codebase", PATIENCE, () -> server.codebases().size() == 1);
        return server.codebases().get(0).path("id").asText();
    }

    private static void await(RealServer server, Program worker, List<String> ids) throws Exception {
        for (String id : ids) {
            Patience.await(worker, "the end of task " + id, PATIENCE, () -> server.task(id).path("status").asText()
                    .equals("completed"));
        }
    }

    private Program worker(RealServer server, Path repository, String isolation) throws IOException {
        return Program.start(workspace, List.of("worker", "--server=" + server.url(), "--name=bench", "--opencode-bin="
                + agent(), "--state-dir=" + workspace.newState(), "--codebase=" + repository, "--isolation=" + isolation,
                "--max-concurrent=" + AT_ONCE));
    }

    private Path agent() throws IOException {
        return Scripts.shell(workspace.file("editing-agent"), """
                case $1 in
                    --version) echo 1.18.33; exit ;;
                    run) ;;
                    *) exit ;;
                esac
                read -r name word
                echo "$word" >"edited"
                sleep %d
                event() { printf '{"type":"%%s","timestamp":1,"sessionID":"ses_1","part":%%s}\\n' "$1" "$2"; }
                event step_start '{"type":"step-start","messageID":"m1"}'
                event text '{"type":"text","messageID":"m1","text":"done"}'
                event step_finish '{"type":"step-finish","messageID":"m1","reason":"stop","tokens":{}}'
                """.formatted(SECONDS));
    }
}
