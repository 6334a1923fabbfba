package io.agentmesh.cli.install;

/** The installation or removal failed; the message is one sentence for the user. */
final class InstallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstallFailure(String message) {
        super(message);
    }

    InstallFailure(String message, Exception cause) {
        super(message, cause);
    }
}
