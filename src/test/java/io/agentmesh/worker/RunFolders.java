package io.agentmesh.worker;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.task.Outcome;
import io.agentmesh.task.Task;

/** Folders of runs of a previous worker process in the state folder. */
public final class RunFolders {

    private static final ObjectMapper JSON = new ObjectMapper();

    private RunFolders() {
    }

    /** A run that had begun and was cut off; its process is gone. */
    public static RunFolder journalled(Path state, Task task) throws IOException {
        return journalled(state, task, Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip());
    }

    /** A run that was cut off by a restart of the machine. */
    public static RunFolder ofAnotherBoot(Path state, Task task) throws IOException {
        return journalled(state, task, "another-boot");
    }

    private static RunFolder journalled(Path state, Task task, String bootId) throws IOException {
        Path folder = Files.createDirectories(state.resolve("runs/" + task.id() + "-" + task.attempt()));
        JSON.writeValue(folder.resolve("run.json").toFile(), Map.of("task", task, "codebase", "/code",
                "temporary", folder.resolve("no-temporary-folder").toString(),
                "tracking", "AGENTMESH_RUN_test_of_nothing_" + task.id(), "bootId", bootId, "pid", 0, "startTicks", 0,
                "startedAt", "2026-01-02T03:04:05Z"));
        Files.writeString(folder.resolve("stdout"), "");
        return new RunFolder(folder);
    }

    /** A run that ended by itself, its answer being in its files. */
    public static RunFolder finished(Path state, Task task, String answer) throws IOException {
        RunFolder run = journalled(state, task);
        Files.writeString(run.stdout(), """
                {"type":"text","sessionID":"ses_1","part":{"type":"text","messageID":"m","text":"%s"}}
                {"type":"step_finish","sessionID":"ses_1","part":{"messageID":"m","reason":"stop"}}
                """.formatted(answer));
        Files.writeString(run.stderr(), "");
        Files.writeString(run.path().resolve("exit"), "0\n");
        return run;
    }

    /** A run whose outcome is in the outbox or beyond. */
    public static RunFolder reported(Path state, Task task, Outcome outcome) throws IOException {
        RunFolder run = journalled(state, task);
        run.storeOutcome(outcome);
        run.markReported();
        return run;
    }
}
