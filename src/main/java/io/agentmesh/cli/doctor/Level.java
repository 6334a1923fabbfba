package io.agentmesh.cli.doctor;

import java.util.Locale;

/** Severity of a finding. */
public enum Level {

    /** No problem. */
    OK,

    /** A worker can run, but perhaps not as intended. */
    WARNING,

    /** A worker can't work. */
    PROBLEM;

    /** As printed and in JSON. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
