package io.agentmesh.worker.redis;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

import io.agentmesh.agent.workspace.Repository;
import io.agentmesh.task.Ids;
import io.agentmesh.worker.intake.Codebases;
import io.agentmesh.worker.slot.Slots;

/** The streams that this worker reads now: of its codebases with a free folder, and those that all workers may read. */
public class SubscribedStreams {

    private final Codebases codebases;
    private final Slots slots;
    private final boolean serveGlobal;
    private final UnaryOperator<Path> root;

    public SubscribedStreams(Codebases codebases, Slots slots, boolean serveGlobal) {
        this(codebases, slots, serveGlobal, Repository::root);
    }

    /** @param root the folder to lock exclusively for a task that works in the given one */
    public SubscribedStreams(Codebases codebases, Slots slots, boolean serveGlobal, UnaryOperator<Path> root) {
        this.codebases = codebases;
        this.slots = slots;
        this.serveGlobal = serveGlobal;
        this.root = root;
    }

    /** The ids of codebases. A task whose folder is in use waits on its stream, and blocks no other. */
    List<String> ready() {
        List<String> ready = new ArrayList<>();
        List<Path> taken = taken();
        codebases.ours().forEach((id, path) -> {
            if (Ids.isValid(id) && isFree(path, taken)) {
                ready.add(id);
            }
        });
        ready.add(Ids.PENDING);
        if (serveGlobal) {
            ready.add(Ids.GLOBAL);
        }
        return ready;
    }

    /**
     * The ids of this worker's codebases in which a task runs, or in a folder around or within theirs, or in their git
     * repository unless they share it.
     */
    public List<String> busy() {
        List<Path> taken = taken();
        return codebases.ours().entrySet().stream()
                .filter(one -> Ids.isValid(one.getKey()) && !isFree(one.getValue(), taken))
                .map(Map.Entry::getKey).sorted().toList();
    }

    private List<Path> taken() {
        return slots.folders().stream().map(root).toList();
    }

    /** A path that is no folder counts as free: its task is read, and rejected with the reason. */
    private boolean isFree(String path, List<Path> taken) {
        try {
            Path folder = Path.of(path);
            return slots.isFree(folder) && (taken.isEmpty() || isFree(root.apply(folder), taken));
        } catch (InvalidPathException e) {
            return true;
        }
    }

    private static boolean isFree(Path root, List<Path> taken) {
        return taken.stream().noneMatch(other -> root.startsWith(other) || other.startsWith(root));
    }
}
