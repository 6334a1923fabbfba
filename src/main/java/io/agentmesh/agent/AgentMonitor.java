package io.agentmesh.agent;

/** Reads the output of a run while it goes on. Not thread-safe: one thread uses it. */
public interface AgentMonitor {

    /** Monitor for an agent whose output counts only once it has ended. */
    AgentMonitor NONE = new AgentMonitor() {
        @Override
        public String session(LineFile.Line line) {
            return null;
        }

        @Override
        public void log(LineFile.Line line) {
            // Only its standard output counts.
        }

        @Override
        public String failure() {
            return null;
        }

        @Override
        public boolean isDoneWith(String session) {
            return false;
        }
    };

    /** The session that a line of standard output names, or null. */
    String session(LineFile.Line line);

    /** Processes a line of standard error. */
    void log(LineFile.Line line);

    /** Why the run can't succeed and must be ended, in a sentence, or null. */
    String failure();

    /** Whether the agent has finished its work in the session and only has to exit. @param session or null */
    boolean isDoneWith(String session);
}
