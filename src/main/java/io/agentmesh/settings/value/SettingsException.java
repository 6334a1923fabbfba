package io.agentmesh.settings.value;

/** An invalid setting. The message is one line: its source, what was found, what is allowed. */
public class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
