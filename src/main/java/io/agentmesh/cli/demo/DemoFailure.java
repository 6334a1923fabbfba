package io.agentmesh.cli.demo;

/** Why the demo can't go on, in a sentence or two for a person. */
public class DemoFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public DemoFailure(String message) {
        super(message);
    }
}
