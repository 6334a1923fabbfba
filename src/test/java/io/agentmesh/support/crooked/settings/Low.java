package io.agentmesh.support.crooked.settings;

/** What a package below reaches up to. */
public interface Low {
}
