package io.agentmesh.cli.demo;

import java.time.Duration;

/**
 * What a person can choose.
 *
 * @param model       {@code provider/name}, or null
 * @param scripted    whether the scripted model is used in any case
 * @param keep        whether everything stays up until Ctrl-C
 * @param openCodeBin the OpenCode program, or null to look for one
 * @param prompt      what the agent is asked
 * @param timeout     the longest that the task may take
 */
public record DemoOptions(String model, boolean scripted, boolean keep, String openCodeBin, String prompt,
        Duration timeout) {
}
