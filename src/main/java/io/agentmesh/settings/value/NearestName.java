package io.agentmesh.settings.value;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/** Suggests a name for a misspelt one, by edit distance, ignoring case, dashes and underscores. */
public final class NearestName {

    private NearestName() {
    }

    /** {@code " (did you mean poll_interval?)"}, or empty where no name is near. */
    public static String hint(String found, Collection<String> names) {
        return of(found, names).map(name -> " (did you mean " + name + "?)").orElse("");
    }

    /** The nearest name, unless more than a third of it (and more than a swap of letters) would have to change. */
    static Optional<String> of(String found, Collection<String> names) {
        String plain = plain(found);
        return names.stream()
                .filter(name -> distance(plain, plain(name)) <= Math.max(2, plain(name).length() / 3)
                        || plain.length() > 3 && plain(name).contains(plain))
                .min(Comparator.comparingInt(name -> distance(plain, plain(name))));
    }

    private static String plain(String name) {
        String plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
        return plain.substring(0, Math.min(plain.length(), 40));
    }

    /** Levenshtein's distance, row by row. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[b.length()];
    }
}
