package io.agentmesh.cli.doctor;

import java.util.Locale;

/** How something is. */
public enum Level {

    /** As it should be. */
    OK,

    /** A worker runs like that; maybe not as one wants. */
    WARNING,

    /** A worker can't do its work like that. */
    PROBLEM;

    /** As people and programs read it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
