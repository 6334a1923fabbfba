package io.agentmesh.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What the holder of a token is to the server. Reading is open to all of them. */
public enum Role {

    /** May do everything. */
    ADMIN,
    /** Takes tasks and reports on them; can't make any. */
    WORKER,
    /** Makes tasks and cancels them; can't report on any. */
    CLIENT;

    /** As settings and the API description write it: {@code admin}, {@code worker}, {@code client}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
