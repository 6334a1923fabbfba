package io.agentmesh.camel.extension;

import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Paths in Camel's URIs: escapes characters with a meaning there. */
public final class CamelUri {

    /** Beside the percent sign: begins of a query, a pattern, another resource, or a placeholder. */
    private static final Pattern SPECIAL = Pattern.compile("[%+?*,{}]");

    /**
     * What no escape can protect in an endpoint's path, as Camel decodes it more than once (tried with 4.17): an
     * escape, a query, an expression, a placeholder, and what is replaced by a slash or a blank.
     */
    private static final Pattern CHANGED = Pattern.compile(
            "%\\p{XDigit}{2}|\\?|\\$(?:simple)?\\{|\\{\\{|}}|\\\\|\\p{Cntrl}");

    /** Characters of a path that are hidden from Camel. */
    private static final Pattern HIDDEN = Pattern.compile("[%?${}\\\\\\p{Cntrl}]|~(?=x)");
    private static final Pattern SHOWN = Pattern.compile("~x(\\p{XDigit}{2})~");

    private CamelUri() {
    }

    /** URI of a file or folder as a Camel resource. @param path an absolute one */
    public static String resource(Path path) {
        return "file:" + SPECIAL.matcher(path.toString()).replaceAll(found -> "%%%02X".formatted((int) found.group().charAt(0)));
    }

    /** A folder for an endpoint of a {@link FolderComponent}; one with a plain name is unchanged. */
    public static String folder(Path path) {
        return HIDDEN.matcher(path.toString()).replaceAll(found -> "~x%02X~".formatted((int) found.group().charAt(0)));
    }

    /** Reverses {@link #folder}. */
    static String path(String folder) {
        return SHOWN.matcher(folder).replaceAll(found -> Matcher.quoteReplacement(
                String.valueOf((char) Integer.parseInt(found.group(1), 16))));
    }

    /** Why an endpoint would use another path than this one, as the second half of a sentence; or empty. */
    public static Optional<String> problem(String path) {
        Matcher changed = CHANGED.matcher(path);
        return changed.find() ? Optional.of("which holds " + shown(changed.group()) + ", and Camel reads that as something else")
                : Optional.empty();
    }

    private static String shown(String text) {
        return text.codePointAt(0) < ' ' ? "a control character" : text;
    }
}
