package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.agent.DurableFile;
import io.agentmesh.agent.StoredJson;
import io.agentmesh.agent.workspace.FolderRemover;

/** The journals of all workspaces, {@code <state_dir>/workspaces/<task>/}, with what belongs to each. */
public final class Workspaces {

    private final Path folder;

    public Workspaces(Path stateDir) {
        this.folder = stateDir.resolve("workspaces");
    }

    /** The folder for a task's own index and objects of git. */
    Path own(String task) {
        return folder.resolve(task);
    }

    public Optional<Workspace> find(String task) throws IOException {
        return StoredJson.read(own(task).resolve("workspace.json"), Workspace.class, Workspace::isComplete);
    }

    List<Workspace> all() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<Workspace> all = new ArrayList<>();
        try (Stream<Path> tasks = Files.list(folder)) {
            for (Path task : tasks.filter(Files::isDirectory).toList()) {
                find(task.getFileName().toString()).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Durably. */
    Workspace write(Workspace workspace) throws IOException {
        Files.createDirectories(own(workspace.task()));
        DurableFile.writeJson(own(workspace.task()).resolve("workspace.json"), workspace);
        return workspace;
    }

    /** The refs of the repository as the task began. */
    void writeRefs(String task, Map<String, String> refs) throws IOException {
        DurableFile.replaceJson(own(task).resolve("refs.json"), refs);
    }

    /** Empty where they are unknown. */
    Optional<Map<String, String>> refs(String task) throws IOException {
        Optional<JsonNode> refs = StoredJson.read(own(task).resolve("refs.json"), JsonNode.class, JsonNode::isObject);
        return refs.map(json -> json.properties().stream().collect(Collectors.toMap(Map.Entry::getKey,
                ref -> ref.getValue().asText())));
    }

    /**
     * The worker has left or removed a task's branch, which no task that is at work there has changed.
     *
     * @param id null where it was removed
     */
    void noteRef(String git, String ref, String id) throws IOException {
        for (Workspace one : all()) {
            Optional<Map<String, String>> refs = one.git().equals(git) && one.state() == Workspace.State.OPEN
                    ? refs(one.task()) : Optional.empty();
            if (refs.isPresent()) {
                Map<String, String> changed = new TreeMap<>(refs.get());
                changed.compute(ref, (name, before) -> id);
                writeRefs(one.task(), changed);
            }
        }
    }

    void remove(String task) {
        FolderRemover.remove(own(task));
    }
}
