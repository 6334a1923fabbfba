package io.agentmesh.task.text;

/** A text without its line ends that maps its characters to their positions in the original. */
final class JoinedLines {

    private final char[] text;
    private final int length;
    private final int[] places;

    /** @param json whether line ends may be escaped as in a JSON string, {@code \n} */
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

    /** An escaped character stays with its escape: the second of two backslashes begins no line end. */
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

    /** Valid up to {@link #length}. An array, for speed. */
    char[] text() {
        return text;
    }

    int length() {
        return length;
    }

    /** Position of a character in the original. */
    int start(int at) {
        return places == null ? at : places[at];
    }

    /** End in the original of a part that ends before {@code at}. */
    int end(int at) {
        return places == null ? at : places[at - 1] + 1;
    }
}
