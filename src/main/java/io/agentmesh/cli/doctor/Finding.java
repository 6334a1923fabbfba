package io.agentmesh.cli.doctor;

/**
 * What a look at one thing showed.
 *
 * @param check   what was looked at, one word
 * @param message what was found, a sentence without its period
 * @param advice  what to do, the same; empty where all is well
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

    /** How it is, in a word. */
    String status() {
        return level.word();
    }
}
