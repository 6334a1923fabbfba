package io.agentmesh.server.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Role of a token. All roles may read. */
public enum Role {

    /** May do everything. */
    ADMIN,
    /** Claims tasks and reports on them; can't create any. */
    WORKER,
    /** Creates and cancels tasks; can't report on any. */
    CLIENT;

    /** As written in settings and the API description: {@code admin}, {@code worker}, {@code client}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Role> of(String label) {
        return Arrays.stream(values()).filter(role -> role.label().equals(label)).findFirst();
    }
}
