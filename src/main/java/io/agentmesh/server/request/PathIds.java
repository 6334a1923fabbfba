package io.agentmesh.server.request;

import io.agentmesh.server.error.NotFoundException;
import io.agentmesh.task.Ids;

/** The ids that stand in a URL. */
final class PathIds {

    private PathIds() {
    }

    /**
     * @param what what the id should name: task, codebase, worker
     * @throws NotFoundException if no such id can exist
     */
    static String checked(String id, String what) {
        if (!Ids.isValid(id)) {
            throw new NotFoundException("There is no such " + what
                    + ": an id is 1 to 128 letters, digits, dots, hyphens or underscores.");
        }
        return id;
    }
}
