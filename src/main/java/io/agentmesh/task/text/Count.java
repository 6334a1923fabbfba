package io.agentmesh.task.text;

/** A count with its noun. */
public final class Count {

    private Count() {
    }

    /** {@code 1 codebase}, {@code 2 codebases}. */
    public static String of(long number, String one) {
        return of(number, one, one + "s");
    }

    /** {@code 1 process}, {@code 2 processes}. */
    public static String of(long number, String one, String several) {
        return number + " " + (number == 1 ? one : several);
    }
}
