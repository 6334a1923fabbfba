package io.agentmesh.cli.install;

/** It can't be installed or removed; the message is one sentence for a person. */
final class InstallFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InstallFailure(String message) {
        super(message);
    }

    InstallFailure(String message, Exception cause) {
        super(message, cause);
    }
}
