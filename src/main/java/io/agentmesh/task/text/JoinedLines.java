package io.agentmesh.task.text;

/** A text without its line ends, which knows where each of its characters stands in the whole one. */
final class JoinedLines {

    private final char[] text;
    private final int length;
    private final int[] places;

    /** @param json whether line ends may be written as in a JSON string, {@code \n} */
    JoinedLines(String whole, boolean json) {
        char[] broken = whole.toCharArray();
        if (isOneLine(broken, json)) {
            text = broken;
            length = broken.length;
            places = null;
            return;
        }
        text = new char[broken.length];
        places = new int[broken.length];
        int kept = 0;
        int i = 0;
        while (i < broken.length) {
            int skipped = lineEnd(broken, i, json);
            if (skipped > 0) {
                i += skipped;
                continue;
            }
            for (int end = i + characters(broken, i, json); i < end; i++) {
                places[kept] = i;
                text[kept++] = broken[i];
            }
        }
        length = kept;
    }

    private static boolean isOneLine(char[] text, boolean json) {
        int i = 0;
        while (i < text.length && lineEnd(text, i, json) == 0) {
            i += characters(text, i, json);
        }
        return i == text.length;
    }

    /** What is escaped stays with its escape: of two backslashes the second begins no line end. */
    private static int characters(char[] text, int at, boolean json) {
        return json && text[at] == '\\' && at + 1 < text.length ? 2 : 1;
    }

    private static int lineEnd(char[] text, int at, boolean json) {
        char c = text[at];
        if (c == '\n' || c == '\r') {
            return 1;
        }
        if (json && c == '\\' && at + 1 < text.length) {
            char escaped = text[at + 1];
            return escaped == 'n' || escaped == 'r' ? 2 : 0;
        }
        return 0;
    }

    /** Its characters are the first {@link #length}. An array, since every one is looked at. */
    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Where the character stands in the whole text. */
    int start(int at) {
        return places == null ? at : places[at];
    }

    /** Where a part that ends before {@code at} ends in the whole text. */
    int end(int at) {
        return places == null ? at : places[at - 1] + 1;
    }
}
