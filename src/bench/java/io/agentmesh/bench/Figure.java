package io.agentmesh.bench;

/**
 * One line of the result.
 *
 * @param ratio in words, what the value is compared with; may be empty
 */
record Figure(String what, String value, String target, String ratio) {

    /** Without a target: it is there to compare others with. */
    static Figure of(String what, String value, String ratio) {
        return new Figure(what, value, "", ratio);
    }
}
