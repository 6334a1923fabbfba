package io.agentmesh.task.text;

/** The beginning of a text that may be too long. */
public final class CutText {

    private CutText() {
    }

    /** @return the first characters, and no half of a surrogate pair, which could not be written as UTF-8 */
    public static String to(int longest, String text) {
        if (text.length() <= longest) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest);
    }
}
