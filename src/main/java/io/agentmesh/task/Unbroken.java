package io.agentmesh.task;

/** A text without its line ends, which knows where each of its characters stands in the whole one. */
final class Unbroken {

    private final String text;
    private final int[] places;

    /** @param json whether line ends may be written as in a JSON string, {@code \n} */
    Unbroken(String whole, boolean json) {
        if (isOneLine(whole, json)) {
            text = whole;
            places = null;
            return;
        }
        StringBuilder kept = new StringBuilder(whole.length());
        places = new int[whole.length()];
        int i = 0;
        while (i < whole.length()) {
            int skipped = lineEnd(whole, i, json);
            if (skipped > 0) {
                i += skipped;
                continue;
            }
            // What is escaped stays with its escape: of two backslashes the second begins no line end.
            int count = json && whole.charAt(i) == '\\' && i + 1 < whole.length() ? 2 : 1;
            for (int end = i + count; i < end; i++) {
                places[kept.length()] = i;
                kept.append(whole.charAt(i));
            }
        }
        text = kept.toString();
    }

    private static boolean isOneLine(String text, boolean json) {
        return text.indexOf('\n') < 0 && text.indexOf('\r') < 0 && !(json && text.indexOf('\\') >= 0);
    }

    private static int lineEnd(String text, int at, boolean json) {
        char c = text.charAt(at);
        if (c == '\n' || c == '\r') {
            return 1;
        }
        if (json && c == '\\' && at + 1 < text.length()) {
            char escaped = text.charAt(at + 1);
            return escaped == 'n' || escaped == 'r' ? 2 : 0;
        }
        return 0;
    }

    String text() {
        return text;
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
