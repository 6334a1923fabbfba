package io.agentmesh.server.config;

/** The settings are valid, but the server can't start now. The message is one line for the user. */
public class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** Combines Camel's outer message, which names the route file, with the root cause. */
    public static StartFailure of(Throwable error) {
        Throwable root = error;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        String top = oneLine(error);
        String reason = oneLine(root);
        return new StartFailure("the server can't start: " + (top.contains(reason) ? top : top + ": " + reason), error);
    }

    private static String oneLine(Throwable error) {
        return String.valueOf(error.getMessage()).replaceAll("\\s+", " ").strip();
    }
}
