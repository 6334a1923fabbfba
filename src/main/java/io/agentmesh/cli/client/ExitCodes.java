package io.agentmesh.cli.client;

/** How a command ends, and the lines of its help that say so. */
final class ExitCodes {

    static final int UNSUCCESSFUL = 1;
    static final int UNREACHABLE = 3;
    static final int REFUSED = 4;

    static final String HEADING = "%nExit codes:%n";
    static final String DONE = "0:done";
    static final String FOLLOWED = "0:done; with --follow: the task was completed";
    static final String NOT_COMPLETED = "1:with --follow: the task failed or was cancelled";
    static final String WRONG = "2:the command line or a setting is wrong";
    static final String NO_SERVER = "3:the server can't be reached, or failed";
    static final String NO = "4:the server refused: unknown task or codebase, wrong token, task has ended, …";

    private ExitCodes() {
    }
}
