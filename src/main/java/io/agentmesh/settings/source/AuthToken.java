package io.agentmesh.settings.source;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.node.TextNode;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.value.Origin;
import io.agentmesh.settings.value.RawValue;
import io.agentmesh.settings.value.SettingsException;

/** Selects the token from its setting or its file, whichever takes precedence. */
final class AuthToken {

    private AuthToken() {
    }

    /**
     * @param token the setting {@code auth_token}, or null
     * @param file  the setting {@code auth_token_file}, or null
     * @return the token to use, or null
     * @throws SettingsException where both have the same rank, or the file has no token
     */
    static CheckedValue choose(CheckedValue token, CheckedValue file) {
        if (token == null || file == null) {
            return token == null && file != null ? read(file) : token;
        }
        if (token.rank() == file.rank()) {
            throw new SettingsException(token.origin().source() + " and " + file.origin().source()
                    + ": auth_token and auth_token_file are both given; allowed: one of them");
        }
        return token.rank() < file.rank() ? token : read(file);
    }

    private static CheckedValue read(CheckedValue file) {
        Path path = (Path) file.value();
        return new CheckedValue(read(path), origin(path), file.rank());
    }

    /** @throws SettingsException where the file can't be read or has no token; it never quotes the content */
    static String read(Path file) {
        String text = new String(SettingsFile.read(file), StandardCharsets.UTF_8).strip();
        return (String) WorkerSetting.AUTH_TOKEN.check(new RawValue(TextNode.valueOf(text), origin(file)), null);
    }

    private static Origin origin(Path file) {
        return new Origin(file.toString(), WorkerSetting.AUTH_TOKEN.key(), file.getParent());
    }
}
