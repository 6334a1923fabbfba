package io.agentmesh.support.crooked.server;

/** What a package beside it reaches over to. */
public interface Neighbour {
}
