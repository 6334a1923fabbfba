package io.agentmesh.cli.doctor;

import java.util.List;

/** Looks at one thing, or at several of a kind. */
@FunctionalInterface
interface Check {

    /** At least one finding; what goes wrong while it looks is one too. */
    List<Finding> look();
}
