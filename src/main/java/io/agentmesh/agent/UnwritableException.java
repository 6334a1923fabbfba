package io.agentmesh.agent;

import java.io.IOException;
import java.nio.file.Path;

/** A file of the worker's state can't be written, as on a full disk. No server is at fault. */
public class UnwritableException extends IOException {

    private static final long serialVersionUID = 1L;

    UnwritableException(Path file, IOException cause) {
        super(file + " can't be written: " + (cause.getMessage() == null ? cause.toString() : cause.getMessage()), cause);
    }

    /** Whether this is in the chain of causes, as Camel wraps exceptions. */
    public static boolean isCauseOf(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof UnwritableException)) {
            cause = cause.getCause();
        }
        return cause != null;
    }
}
