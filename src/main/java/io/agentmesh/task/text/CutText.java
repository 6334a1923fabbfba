package io.agentmesh.task.text;

/** Shortens texts. */
public final class CutText {

    private CutText() {
    }

    /** @return the first characters, without half a surrogate pair, which can't be written as UTF-8 */
    public static String to(int longest, String text) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
