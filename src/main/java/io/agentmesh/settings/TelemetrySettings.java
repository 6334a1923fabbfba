package io.agentmesh.settings;

/**
 * How a worker tells what it does.
 *
 * @param logFormat    {@code text} or {@code json}
 * @param otlpEndpoint where traces go, without a slash at its end; null: nowhere
 */
public record TelemetrySettings(String logFormat, String otlpEndpoint) {

    /** Whether each line of the log is a JSON object. */
    public boolean logsJson() {
        return logFormat.equals("json");
    }
}
