package io.agentmesh.task.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Replaces known secrets in texts by {@code ***}, in every form of {@link SecretForms}, also with line ends inside.
 * Fast where there is nothing to replace, by a table of the forms' beginnings. Thread-safe; secrets may be added at any
 * time.
 */
public final class Mask {

    /** The replacement of a secret. */
    public static final String SHOWN = "***";

    /** In characters. Shorter secrets would match ordinary text. */
    public static final int MIN_LENGTH = 8;

    /** Masks nothing. */
    public static final Mask NONE = Mask.of(List.of());

    /** Marks at the end of a truncated result, error or line. */
    private static final List<String> CUT_MARKS = List.of(" …", "\n[cut here", " [line cut]");
    private static final int BEGINNING = 4;
    private static final int TABLE = 1 << 16;

    private final Set<String> secrets;
    private volatile Forms forms;

    /** All forms by the hash of their beginning, and which hashes occur. */
    private record Forms(Map<Integer, List<String>> byHash, boolean[] begins) {

        boolean isEmpty() {
            return byHash.isEmpty();
        }
    }

    private Mask(Collection<String> secrets) {
        this.secrets = new LinkedHashSet<>(secrets);
        this.forms = forms(this.secrets);
    }

    private static Forms forms(Collection<String> secrets) {
        Forms all = new Forms(new HashMap<>(), new boolean[TABLE]);
        secrets.stream().flatMap(secret -> SecretForms.of(secret).stream())
                .flatMap(form -> Stream.of(new JoinedLines(form, false), new JoinedLines(form, true)))
                .map(form -> new String(form.text(), 0, form.length()))
                .filter(form -> form.length() >= BEGINNING).distinct()
                .sorted(Comparator.comparingInt(String::length).reversed())
                .forEach(form -> {
                    int hash = hash(form.toCharArray(), 0);
                    all.begins()[hash] = true;
                    all.byHash().computeIfAbsent(hash, h -> new ArrayList<>()).add(form);
                });
        return all;
    }

    /** @param secrets those of fewer than 8 characters are ignored: they would match ordinary text */
    public static Mask of(Collection<String> secrets) {
        return new Mask(secrets);
    }

    /** Adds a secret, such as a renewed token. */
    public synchronized void add(String secret) {
        if (this == NONE) {
            throw new IllegalStateException("what hides nothing is everybody's");
        }
        if (secrets.add(secret)) {
            forms = forms(secrets);
        }
    }

    /** @param text or null */
    public String mask(String text) {
        return text == null || forms.isEmpty() ? text : mask(new JoinedLines(text, text.startsWith("{")), text, false);
    }

    /** For a truncated text, which may end with the beginning of a secret. */
    public String maskCut(String text) {
        return forms.isEmpty() ? text : mask(new JoinedLines(text, text.startsWith("{")), text, true);
    }

    /** For a text that may end with a mark of truncation. @param text or null */
    public String maskShortened(String text) {
        int cut = text == null ? -1 : CUT_MARKS.stream().mapToInt(text::lastIndexOf).max().orElse(-1);
        return cut < 0 ? mask(text) : maskCut(text.substring(0, cut)) + mask(text.substring(cut));
    }

    private String mask(JoinedLines read, String text, boolean cut) {
        Forms known = forms;
        char[] unbroken = read.text();
        StringBuilder masked = null;
        int copied = 0;
        int from = -1;
        int to = -1;
        for (int i = 0; i + BEGINNING <= read.length(); i++) {
            int length = known.begins()[hash(unbroken, i)] ? longest(known, read, i, cut) : 0;
            if (length == 0) {
                continue;
            }
            if (i > to) {
                masked = append(masked, text, copied, from, read, to);
                copied = from < 0 ? 0 : read.end(to);
                from = i;
            }
            to = Math.max(to, i + length);
        }
        if (from < 0) {
            return text;
        }
        masked = append(masked, text, copied, from, read, to);
        return masked.append(text, read.end(to), text.length()).toString();
    }

    /** Appends the text before the secret, and the replacement. */
    private static StringBuilder append(StringBuilder masked, String text, int copied, int from, JoinedLines read, int to) {
        if (from < 0) {
            return masked;
        }
        StringBuilder result = masked == null ? new StringBuilder(text.length()) : masked;
        return result.append(text, copied, read.start(from)).append(SHOWN);
    }

    private static int longest(Forms known, JoinedLines read, int at, boolean cut) {
        int left = read.length() - at;
        for (String form : known.byHash().get(hash(read.text(), at))) {
            int compared = Math.min(form.length(), left);
            if ((compared == form.length() || cut) && isAt(form, read.text(), at, compared)) {
                return compared;
            }
        }
        return 0;
    }

    private static boolean isAt(String form, char[] text, int at, int length) {
        for (int i = 0; i < length; i++) {
            if (text[at + i] != form.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int hash(char[] text, int at) {
        return (text[at] * 31 + text[at + 1] * 1021 + text[at + 2] * 8191 + text[at + 3]) & TABLE - 1;
    }
}
