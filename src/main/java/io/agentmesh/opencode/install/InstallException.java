package io.agentmesh.opencode.install;

/** OpenCode can't be had. The message is one sentence for a person. */
public class InstallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InstallException(String message) {
        super(message);
    }
}
