package io.agentmesh.server.request;

import io.agentmesh.server.error.NotFoundException;
import io.agentmesh.task.Ids;

/** Checks ids in a URL. */
final class PathIds {

    private PathIds() {
    }

    /**
     * @param what the kind of object: task, codebase, worker
     * @throws NotFoundException if the id is invalid
     */
    static String checked(String id, String what) {
        if (!Ids.isValid(id)) {
            throw new NotFoundException("There is no such " + what
                    + ": an id is 1 to 128 letters, digits, dots, hyphens or underscores.");
        }
        return id;
    }
}
