package io.agentmesh.task;

import java.util.Set;
import java.util.regex.Pattern;

/** Ids that are valid in file names and URLs (contract, section "Objects"). */
public final class Ids {

    /** Codebase of a registration task: any worker may claim it. */
    public static final String PENDING = "__pending__";

    /** Codebase of tasks that belong to none. */
    public static final String GLOBAL = "global";

    /** Values for a codebase's id of tasks that have none. */
    public static final Set<String> OF_NO_CODEBASE = Set.of(PENDING, GLOBAL);

    /** In characters. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");

    private Ids() {
    }

    /** Whether {@code id} is valid; {@code .} and {@code ..} are not. */
    public static boolean isValid(String id) {
        return id != null && VALID.matcher(id).matches() && !id.equals(".") && !id.equals("..");
    }
}
