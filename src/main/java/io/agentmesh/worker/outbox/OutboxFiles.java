package io.agentmesh.worker.outbox;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.settings.Limits;
import io.agentmesh.task.text.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The files of the outbox: one an outcome, named for its run ({@code <task>-<attempt>.json}). */
final class OutboxFiles {

    private static final Logger LOG = LoggerFactory.getLogger(Outbox.class);
    private static final String SUFFIX = ".json";

    private final Path folder;

    OutboxFiles(Path folder) {
        this.folder = folder;
    }

    /** {@code <task>-<attempt>}. */
    static String run(OutboxEntry entry) {
        return Runs.key(entry.taskId(), entry.attempt());
    }

    /** @param file the name of a file here */
    static String run(String file) {
        return file.substring(0, file.length() - SUFFIX.length());
    }

    Path of(String run) {
        return folder.resolve(run + SUFFIX);
    }

    boolean exists(String run) {
        return Files.exists(of(run));
    }

    /** Empty where there is none, or it can't be read: then it was set aside. */
    Optional<OutboxEntry> read(String run) throws IOException {
        return StoredJson.read(of(run), OutboxEntry.class, entry -> entry.isOf(run));
    }

    void write(String run, OutboxEntry entry) throws IOException {
        Files.createDirectories(folder);
        DurableFile.writeJson(of(run), entry);
    }

    void remove(OutboxEntry entry) throws IOException {
        Files.deleteIfExists(of(run(entry)));
    }

    /** Moves an outcome that the server refused for good into {@code refused}, with the reason beside it. */
    void setAside(OutboxEntry entry, String reason) throws IOException {
        Path file = of(run(entry));
        Path refused = folder.resolve("refused");
        Files.createDirectories(refused);
        Files.writeString(refused.resolve(file.getFileName() + ".reason"), reason + "\n");
        Files.move(file, refused.resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        LOG.warn("outcome {} is set aside in {}: {}", file.getFileName(), refused, reason);
    }

    /** The runs whose outcomes wait here. */
    List<String> runs() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(SUFFIX))
                    .map(OutboxFiles::run).toList();
        }
    }

    int size() {
        File[] files = files();
        return files == null ? 0 : files.length;
    }

    /** Why no more outcomes should be added, in one sentence, or empty. */
    String problem(Limits limits) {
        File[] files = files();
        long bytes = files == null ? 0 : Stream.of(files).mapToLong(File::length).sum();
        if (files == null || (files.length < limits.outboxMaxFiles() && bytes < limits.outboxMaxBytes())) {
            return "";
        }
        return "the outbox is full: the server has yet to take " + bytes + " bytes in "
                + Count.of(files.length, "file") + " (outbox_max_files, outbox_max_bytes)";
    }

    private File[] files() {
        return folder.toFile().listFiles((any, name) -> name.endsWith(SUFFIX));
    }
}
