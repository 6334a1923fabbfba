package io.agentmesh.cli.doctor;

import java.util.List;

/** Checks one thing, or several of a kind. */
@FunctionalInterface
interface Check {

    /** At least one finding; a failure of the check itself is a finding, too. */
    List<Finding> check();
}
