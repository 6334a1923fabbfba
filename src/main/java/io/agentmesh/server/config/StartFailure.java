package io.agentmesh.server.config;

/** The settings are fine, but the server can't start on this machine now. The message is one line for a person. */
public class StartFailure extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public StartFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** What Camel says at the top, which names the route file, and what it says at the root, which names the reason. */
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
