package io.agentmesh.settings;

/**
 * How a worker logs and traces.
 *
 * @param logFormat    {@code text} or {@code json}
 * @param otlpEndpoint receives traces, without a slash at its end; or null
 */
public record TelemetrySettings(String logFormat, String otlpEndpoint) {

    /** Whether each line of the log is a JSON object. */
    public boolean logsJson() {
        return logFormat.equals("json");
    }
}
