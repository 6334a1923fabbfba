package io.agentmesh.support.crooked.worker;

import io.agentmesh.support.crooked.server.Neighbour;
import io.agentmesh.support.crooked.settings.Low;

/** Breaks the order of the packages on purpose by one of its two dependencies. */
public interface LooksAside extends Neighbour, Low {
}
