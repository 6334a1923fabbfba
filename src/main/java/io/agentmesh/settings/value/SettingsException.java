package io.agentmesh.settings.value;

/** A setting that can't be used. The message is one line: where it stands, what was found, what is allowed. */
public class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public SettingsException(String message) {
        super(message);
    }
}
