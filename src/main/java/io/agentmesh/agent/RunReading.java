package io.agentmesh.agent;

import io.agentmesh.task.Outcome;

/**
 * What the files of an ended run report.
 *
 * @param isTransient whether it ended by itself and may be tried again: it died, or its model failed, early
 */
public record RunReading(Outcome outcome, boolean isTransient) {
}
