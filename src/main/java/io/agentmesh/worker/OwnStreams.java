package io.agentmesh.worker;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.agentmesh.task.Ids;

/** Whose streams this worker reads now: those of its codebases in which no task is at work, and those that all may read. */
public class OwnStreams {

    private final Codebases codebases;
    private final Slots slots;
    private final boolean serveGlobal;

    public OwnStreams(Codebases codebases, Slots slots, boolean serveGlobal) {
        this.codebases = codebases;
        this.slots = slots;
        this.serveGlobal = serveGlobal;
    }

    /** The ids of codebases. A task that comes where another is at work waits on its stream, and keeps no other waiting. */
    List<String> ready() {
        List<String> ready = new ArrayList<>();
        codebases.ours().forEach((id, path) -> {
            if (Ids.isValid(id) && isFree(path)) {
                ready.add(id);
            }
        });
        ready.add(Ids.PENDING);
        if (serveGlobal) {
            ready.add(Ids.GLOBAL);
        }
        return ready;
    }

    /** The ids of the codebases of this worker in which a task is at work, or in a folder around or within theirs. */
    List<String> busy() {
        return codebases.ours().entrySet().stream().filter(one -> Ids.isValid(one.getKey()) && !isFree(one.getValue()))
                .map(Map.Entry::getKey).sorted().toList();
    }

    /** Nothing is at work where no folder can be: such a task is read, and refused with the reason. */
    private boolean isFree(String path) {
        try {
            return slots.isFree(Path.of(path));
        } catch (InvalidPathException e) {
            return true;
        }
    }
}
