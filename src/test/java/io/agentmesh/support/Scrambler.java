package io.agentmesh.support;

import java.util.List;
import java.util.Random;

/** Spoils good input in ways that are the same for the same seed: cut, doubled, of other types, deep, binary. */
public final class Scrambler {

    private static final List<String> PIECES = List.of("null", "[]", "{}", "-1", "1e999", "true", "\"\"", "\"\\ud83d\"",
            "99999999999999999999", "\0", "\u001b[31m", "\uFEFF", "{{x}}", "${body}", "../..", "\"", "\\", ",", "}", "é😀");

    private final Random random;

    public Scrambler(long seed) {
        random = new Random(seed);
    }

    /** @return the text with one to five mistakes in it */
    public String spoil(String text) {
        StringBuilder spoiled = new StringBuilder(text);
        for (int i = random.nextInt(5); i >= 0; i--) {
            spoilOnce(spoiled);
        }
        return spoiled.toString();
    }

    private void spoilOnce(StringBuilder text) {
        int from = random.nextInt(text.length() + 1);
        int to = from + random.nextInt(Math.min(40, text.length() - from) + 1);
        switch (random.nextInt(7)) {
            case 0 -> text.delete(from, to);
            case 1 -> text.insert(from, text.substring(from, to));
            case 2 -> text.insert(from, PIECES.get(random.nextInt(PIECES.size())));
            case 3 -> text.replace(from, to, PIECES.get(random.nextInt(PIECES.size())));
            case 4 -> text.insert(from, (random.nextBoolean() ? "[" : "{\"a\":").repeat(random.nextInt(3000)));
            case 5 -> text.setLength(from);
            default -> text.insert(from, (char) random.nextInt(0x10000));
        }
    }
}
