package io.agentmesh.settings;

/** Groups of settings, in the order of the help. */
public enum SettingGroup {

    SERVER("Server and identity"),
    WORK("Codebases and tasks"),
    AGENT("OpenCode"),
    TIMES("Times (a number of seconds, or such as 500ms, 30s, 5m, 1h)"),
    FILES("Files and output"),
    MANAGEMENT("Health, metrics, logs and traces");

    private final String title;

    SettingGroup(String title) {
        this.title = title;
    }

    public String title() {
        return title;
    }
}
