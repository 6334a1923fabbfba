package io.agentmesh.task.text;

/** Shortens texts. */
public final class CutText {

    private CutText() {
    }

    /** For people: with an ellipsis where something is missing. */
    public static String marked(int maxLength, String text) {
        return text.length() <= maxLength ? text : to(maxLength, text) + "…";
    }

    /** @return the first characters, without half a surrogate pair, which can't be written as UTF-8 */
    public static String to(int maxLength, String text) {
        if (text.length() <= maxLength) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(maxLength - 1)) ? maxLength - 1 : maxLength);
    }
}
