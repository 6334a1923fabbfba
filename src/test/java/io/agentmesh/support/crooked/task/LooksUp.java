package io.agentmesh.support.crooked.task;

import io.agentmesh.support.crooked.settings.Low;

/** Breaks the order of the packages on purpose. */
public interface LooksUp extends Low {
}
