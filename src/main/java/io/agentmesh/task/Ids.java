package io.agentmesh.task;

import java.util.Set;
import java.util.regex.Pattern;

/** Which ids may name files and stand in URLs (contract, section "Objects"). */
public final class Ids {

    /** A registration task: any worker may take it. */
    public static final String PENDING = "__pending__";

    /** Work that belongs to no codebase. */
    public static final String GLOBAL = "global";

    /** What stands in the place of a codebase's id where a task has none. */
    public static final Set<String> OF_NO_CODEBASE = Set.of(PENDING, GLOBAL);

    /** In characters. */
    public static final int MAX_LENGTH = 128;

    private static final Pattern VALID = Pattern.compile("[A-Za-z0-9._-]{1," + MAX_LENGTH + "}");

    private Ids() {
    }

    /** Whether {@code id} is short and plain enough to name a file; {@code .} and {@code ..} are not. */
    public static boolean isValid(String id) {
        return id != null && VALID.matcher(id).matches() && !id.equals(".") && !id.equals("..");
    }
}
