package io.agentmesh.task.text;

/**
 * The size of texts in UTF-8, without encoding them. Half a surrogate pair counts as the question mark that replaces
 * it.
 */
public final class Utf8 {

    private Utf8() {
    }

    public static long size(String text) {
        // An array: charAt costs more than all else here.
        char[] characters = text.toCharArray();
        long size = 0;
        for (int at = 0; at < characters.length; at++) {
            char character = characters[at];
            if (character < Character.MIN_SURROGATE) {
                size += character < 0x80 ? 1 : character < 0x800 ? 2 : 3;
            } else if (at + 1 < characters.length && Character.isSurrogatePair(character, characters[at + 1])) {
                size += 4;
                at++;
            } else {
                size += size(character);
            }
        }
        return size;
    }

    /** @return as many whole characters from the beginning as fit into {@code max} bytes */
    public static String cut(String text, long max) {
        long size = 0;
        int end = 0;
        while (end < text.length()) {
            int character = text.codePointAt(end);
            size += size(character);
            if (size > max) {
                break;
            }
            end += Character.charCount(character);
        }
        return text.substring(0, end);
    }

    private static int size(int character) {
        if (character < 0x80 || (character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE)) {
            return 1;
        }
        return character < 0x800 ? 2 : character < 0x10000 ? 3 : 4;
    }
}
