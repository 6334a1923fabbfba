package io.agentmesh.cli.demo;

import java.time.Duration;

/**
 * Options of the demo.
 *
 * @param model       {@code provider/name}, or null
 * @param scripted    whether the scripted model is used in any case
 * @param keep        whether everything stays up until Ctrl-C
 * @param openCodeBin the OpenCode program, or null to search for one
 * @param prompt      of the task
 * @param timeout     total timeout of the task
 */
public record DemoOptions(String model, boolean scripted, boolean keep, String openCodeBin, String prompt,
        Duration timeout) {
}
