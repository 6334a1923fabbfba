package io.agentmesh.agent;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

import io.agentmesh.task.Task;

/**
 * The journal of one run, {@code run.json}: written before the agent's process starts, and again when its session is
 * known. The process is recorded in a file beside it, before the agent itself begins.
 *
 * @param task       as claimed, with its attempt
 * @param codebase   the real path of the folder that the agent works in
 * @param temporary  the folder for the agent's temporary files, removed with its processes: some agents leave megabytes
 *                   behind
 * @param tracking   the name of the environment variable that every process of the run carries
 * @param cgroup     the folder of the run's control group, or null where it has none
 * @param bootId     the machine's boot, as process ids are reused after a reboot
 * @param pid        of the wrapper, 0 while unknown
 * @param startTicks of the wrapper, in clock ticks since boot
 * @param startedAt  ISO-8601, UTC
 * @param session    the agent's session, null while unknown
 * @param stdoutFrom the offset in stdout where this start of the run begins, in bytes: 0 unless it was resumed
 * @param stderrFrom likewise in stderr
 * @param outputMode how the agent returns its result; null for {@link AgentOutputMode#EVENTS}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunRecord(Task task, String codebase, String temporary, String tracking, String cgroup, String bootId,
        long pid, long startTicks, String startedAt, String session, long stdoutFrom, long stderrFrom,
        @JsonProperty("answers") AgentOutputMode outputMode) {

    public RunRecord {
        bootId = bootId == null ? "" : bootId;
    }

    /** Whether it has all that is needed to find the run's task, folders and processes. */
    boolean isComplete() {
        return task != null && task.id() != null && codebase != null && temporary != null && tracking != null;
    }

    public RunRecord withoutCgroup() {
        return new RunRecord(task, codebase, temporary, tracking, null, bootId, pid, startTicks, startedAt, session,
                stdoutFrom, stderrFrom, outputMode);
    }

    public RunRecord withProcess(long newPid, long newStartTicks) {
        return new RunRecord(task, codebase, temporary, tracking, cgroup, bootId, newPid, newStartTicks, startedAt,
                session, stdoutFrom, stderrFrom, outputMode);
    }

    public RunRecord withSession(String newSession) {
        return new RunRecord(task, codebase, temporary, tracking, cgroup, bootId, pid, startTicks, startedAt,
                newSession, stdoutFrom, stderrFrom, outputMode);
    }
}
