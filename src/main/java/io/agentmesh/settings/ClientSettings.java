package io.agentmesh.settings;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * Where a person's commands find the server: a flag, else the worker's own variables, else the usual address.
 *
 * @param serverUrl without a slash at its end
 * @param authToken or null
 */
public record ClientSettings(String serverUrl, String authToken) {

    /** Where {@code agentmesh serve} listens unless told otherwise. */
    public static final String USUAL_SERVER = "http://127.0.0.1:8000";

    /**
     * @param serverFlag    or null
     * @param tokenFileFlag or null
     * @throws SettingsException where a value can't be used
     */
    public static ClientSettings read(String serverFlag, Path tokenFileFlag, HostEnvironment host) {
        return new ClientSettings(serverUrl(serverFlag, host), token(tokenFileFlag, host));
    }

    private static String serverUrl(String flag, HostEnvironment host) {
        String variable = WorkerSetting.SERVER_URL.variable();
        if (flag == null && host.variable(variable) == null) {
            return USUAL_SERVER;
        }
        Origin origin = flag == null ? fromVariable(variable, host) : new Origin("flag --server", "", host.workingFolder());
        return check(WorkerSetting.SERVER_URL, flag == null ? host.variable(variable) : flag, origin);
    }

    private static String token(Path fileFlag, HostEnvironment host) {
        String token = host.variable(WorkerSetting.AUTH_TOKEN.variable());
        String file = host.variable(WorkerSetting.AUTH_TOKEN_FILE.variable());
        if (fileFlag != null || token == null && file != null) {
            Path path = host.workingFolder().resolve(fileFlag == null ? Path.of(file) : fileFlag);
            String text = new String(SettingsFile.read(path), StandardCharsets.UTF_8).strip();
            return check(WorkerSetting.AUTH_TOKEN, text, new Origin(path.toString(), "", host.workingFolder()));
        }
        return token == null ? null
                : check(WorkerSetting.AUTH_TOKEN, token, fromVariable(WorkerSetting.AUTH_TOKEN.variable(), host));
    }

    private static Origin fromVariable(String name, HostEnvironment host) {
        return new Origin("environment variable " + name, "", host.workingFolder());
    }

    private static String check(WorkerSetting setting, String text, Origin origin) {
        return (String) setting.check(setting.parse(text, origin), null);
    }
}
