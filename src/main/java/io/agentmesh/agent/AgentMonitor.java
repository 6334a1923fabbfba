package io.agentmesh.agent;

/** Reads the output of a run while it goes on; used by one thread. */
public interface AgentMonitor {

    /** For an agent that says nothing of itself before its end. */
    AgentMonitor NONE = new AgentMonitor() {
        @Override
        public String session(LineFile.Line line) {
            return null;
        }

        @Override
        public void log(LineFile.Line line) {
            // Its words count once it has ended.
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

    /** Takes a line of standard error. */
    void log(LineFile.Line line);

    /** A sentence why the run can't succeed and is to be ended, or null. */
    String failure();

    /** Whether the agent has finished its work in the session and only has to exit. @param session or null */
    boolean isDoneWith(String session);
}
