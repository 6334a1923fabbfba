package io.agentmesh.faults;

/** What the proxy does to a call instead of passing it on faithfully. */
enum NetworkFault {

    CUT("the connection breaks before the call arrives"),
    HALF_CALL("half of the call arrives"),
    LOST_ANSWER("the call arrives, its answer is lost"),
    HALF_ANSWER("the call arrives, half of its answer comes back"),
    TWICE("the call arrives twice"),
    LATE("the call arrives two seconds late"),
    GARBAGE("a page of HTML is the answer, with status 200"),
    ERROR("status 500 is the answer"),
    BUSY("status 503 is the answer");

    private final String words;

    NetworkFault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    boolean arrives() {
        return this == LOST_ANSWER || this == HALF_ANSWER || this == TWICE || this == LATE;
    }
}
