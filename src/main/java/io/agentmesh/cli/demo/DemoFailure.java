package io.agentmesh.cli.demo;

/** Why the demo can't go on, in a sentence or two for the user. */
class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    DemoFailure(String message) {
        super(message);
    }

    /** For an {@link InterruptedException}: Ctrl-C interrupts the demo wherever it waits. */
    static DemoFailure interrupted() {
        Thread.currentThread().interrupt();
        return new DemoFailure("the demo was ended");
    }
}
