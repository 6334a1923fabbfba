package io.agentmesh.opencode.install;

/** OpenCode can't be installed. The message is one sentence for the user. */
public class InstallException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public InstallException(String message) {
        super(message);
    }
}
