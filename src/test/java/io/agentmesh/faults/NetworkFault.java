package io.agentmesh.faults;

import java.util.EnumSet;
import java.util.Set;

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
    BUSY("status 503 is the answer"),
    NO_SUCH_PAGE("a proxy's own page is the answer, with status 404"),
    CONFLICT_PAGE("a proxy's own page is the answer, with status 409"),
    TOO_LARGE_PAGE("a proxy's own page is the answer, with status 413"),
    GATEWAY_PAGE("a proxy's own page is the answer, with status 502");

    private final String words;

    NetworkFault(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Those that a proxy of somebody else's adds to what a network does. */
    static Set<NetworkFault> ofProxies() {
        return EnumSet.range(NO_SUCH_PAGE, GATEWAY_PAGE);
    }

    /** Whether it may happen to such a call: a batch of output is cut up at a 413 until that is believed. */
    boolean fits(ProxiedCall.Kind kind) {
        return this != TOO_LARGE_PAGE || kind != ProxiedCall.Kind.OUTPUT;
    }

    boolean arrives() {
        return this == LOST_ANSWER || this == HALF_ANSWER || this == TWICE || this == LATE;
    }
}
