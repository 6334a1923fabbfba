package io.agentmesh.cli.doctor;

/**
 * The result of a check.
 *
 * @param check   what was checked, one word
 * @param message a sentence without its period
 * @param advice  what to do, likewise; empty where all is well
 */
public record Finding(String check, Level level, String message, String advice) {

    static Finding ok(String check, String message) {
        return new Finding(check, Level.OK, message, "");
    }

    static Finding warning(String check, String message, String advice) {
        return new Finding(check, Level.WARNING, message, advice);
    }

    static Finding problem(String check, String message, String advice) {
        return new Finding(check, Level.PROBLEM, message, advice);
    }

    /** The level in a word. */
    String status() {
        return level.word();
    }
}
