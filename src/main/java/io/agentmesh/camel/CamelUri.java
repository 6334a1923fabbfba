package io.agentmesh.camel;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths in Camel's URIs: the one place that knows which characters mean something there. */
public final class CamelUri {

    /** Beside the percent sign: what begins a query, a pattern, another resource, or a placeholder. */
    private static final Pattern SPECIAL = Pattern.compile("[%+?*,{}]");

    /**
     * What an endpoint can't have in a path however it is written, as Camel decodes that more than once (tried with 4.17):
     * an escape, a query, an expression, a placeholder, and what is replaced by a slash or a blank.
     */
    private static final Pattern CHANGED = Pattern.compile(
            "%\\p{XDigit}{2}|\\?|\\$(?:simple)?\\{|\\{\\{|}}|\\\\|\\p{Cntrl}");

    /** What of a path is hidden from Camel, and how. */
    private static final Pattern HIDDEN = Pattern.compile("[%?${}\\\\\\p{Cntrl}]|~(?=x)");
    private static final Pattern SHOWN = Pattern.compile("~x(\\p{XDigit}{2})~");

    private CamelUri() {
    }

    /** A file, or a folder, as Camel finds a resource. @param path an absolute one */
    static String resource(Path path) {
        return "file:" + SPECIAL.matcher(path.toString()).replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }

    /** A folder for an endpoint of a {@link FolderComponent}; one with a plain name stays as it is. */
    public static String folder(Path path) {
        return HIDDEN.matcher(path.toString()).replaceAll(found -> "~x%02X~".formatted((int) found.group().charAt(0)));
    }

    /** What {@link #folder} was given. */
    static String path(String folder) {
        return SHOWN.matcher(folder).replaceAll(found -> Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** Why a path of an endpoint would lead to another place, as the second half of a sentence; or empty. */
    public static Optional<String> problem(String path) {
        Matcher changed = CHANGED.matcher(path);
        return changed.find() ? Optional.of("which holds " + shown(changed.group()) + ", and Camel reads that as something else")
                : Optional.empty();
    }

    private static String shown(String text) {
        return text.codePointAt(0) < ' ' ? "a control character" : text;
    }
}
