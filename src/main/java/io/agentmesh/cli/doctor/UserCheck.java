package io.agentmesh.cli.doctor;

import java.util.List;

/** Checks the user: only the worker's own sees what the worker will see. */
final class UserCheck implements Check {

    private final String user;

    UserCheck(String user) {
        this.user = user;
    }

    @Override
    public List<Finding> check() {
        return List.of(user.equals("root")
                ? Finding.warning("user", "this is root, who may do everything: whether the worker's user may isn't seen, and as "
                        + "root itself a worker's agents could change the whole machine",
                        "run worker and doctor as a user of their own: sudo -u agentmesh agentmesh doctor")
                : Finding.ok("user", user));
    }
}
