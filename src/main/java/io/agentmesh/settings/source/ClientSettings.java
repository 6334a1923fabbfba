package io.agentmesh.settings.source;

import java.nio.file.Path;

import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.host.HostEnvironment;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.SettingsException;

/**
 * How client commands find the server: by a flag, else the worker's variables, else the default address.
 *
 * @param serverUrl without a slash at its end
 * @param authToken or null
 * @param tokenFile the token's file, or null
 */
public record ClientSettings(String serverUrl, String authToken, Path tokenFile) {

    /** Default address of {@code agentmesh serve}. */
    public static final String DEFAULT_SERVER = "http://127.0.0.1:8000";

    /** With a token from no file, or none. @param authToken or null */
    public ClientSettings(String serverUrl, String authToken) {
        this(serverUrl, authToken, null);
    }

    /**
     * @param serverFlag    or null
     * @param tokenFileFlag or null
     * @throws SettingsException where a value is invalid
     */
    public static ClientSettings read(String serverFlag, Path tokenFileFlag, HostEnvironment host) {
        Path file = tokenFile(tokenFileFlag, host);
        return new ClientSettings(serverUrl(serverFlag, host), file == null ? token(host) : AuthToken.read(file), file);
    }

    private static String serverUrl(String flag, HostEnvironment host) {
        String variable = WorkerSetting.SERVER_URL.variable();
        if (flag == null && host.variable(variable) == null) {
            return DEFAULT_SERVER;
        }
        Origin origin = flag == null ? fromVariable(variable, host) : new Origin("flag --server", "", host.workingFolder());
        return check(WorkerSetting.SERVER_URL, flag == null ? host.variable(variable) : flag, origin);
    }

    private static Path tokenFile(Path flag, HostEnvironment host) {
        if (flag != null) {
            return host.workingFolder().resolve(flag);
        }
        String file = host.variable(WorkerSetting.AUTH_TOKEN_FILE.variable());
        boolean isNeeded = file != null && host.variable(WorkerSetting.AUTH_TOKEN.variable()) == null;
        return isNeeded ? host.workingFolder().resolve(file) : null;
    }

    private static String token(HostEnvironment host) {
        String token = host.variable(WorkerSetting.AUTH_TOKEN.variable());
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
