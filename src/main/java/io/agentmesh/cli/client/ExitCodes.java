package io.agentmesh.cli.client;

/** Exit codes of the client commands, and their lines in the help. */
public final class ExitCodes {

    public static final int UNSUCCESSFUL = 1;
    static final int UNREACHABLE = 3;
    static final int REFUSED = 4;

    public static final String HEADING = "%nExit codes:%n";
    public static final String DONE = "0:done";
    public static final String FOLLOWED = "0:done; with --follow: the task was completed";
    public static final String NOT_COMPLETED = "1:with --follow: the task failed or was cancelled";
    public static final String UNREPORTED = "1:nothing is known of what the task changed";
    public static final String WRONG = "2:the command line or a setting is wrong";
    public static final String NO_SERVER = "3:the server can't be reached, or failed";
    public static final String NO = "4:the server refused: unknown task or codebase, wrong token, task has ended, …";

    private ExitCodes() {
    }
}
