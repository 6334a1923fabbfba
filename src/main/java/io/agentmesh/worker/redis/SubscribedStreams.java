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

/** Whose streams this worker reads now: those of its codebases in which a task can begin, and those that all may read. */
public class SubscribedStreams {

    private final Codebases codebases;
    private final Slots slots;
    private final boolean serveGlobal;
    private final UnaryOperator<Path> root;

    public SubscribedStreams(Codebases codebases, Slots slots, boolean serveGlobal) {
        this(codebases, slots, serveGlobal, Repository::root);
    }

    /** @param root the folder that nobody else may work in while a task works in the given one */
    public SubscribedStreams(Codebases codebases, Slots slots, boolean serveGlobal, UnaryOperator<Path> root) {
        this.codebases = codebases;
        this.slots = slots;
        this.serveGlobal = serveGlobal;
        this.root = root;
    }

    /** The ids of codebases. A task that comes where another is at work waits on its stream, and keeps no other waiting. */
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
     * The ids of the codebases of this worker in which a task is at work, or in a folder around or within theirs, or in
     * their git repository where they don't share it.
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

    /** Nothing is at work where no folder can be: such a task is read, and refused with the reason. */
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
