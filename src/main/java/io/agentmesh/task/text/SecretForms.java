package io.agentmesh.task.text;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/**
 * The encodings of a secret: plain, as a JSON string (also nested), in a URL, in base64. Of a text of several lines,
 * such as a key file, each line counts by itself, because output comes in lines.
 */
final class SecretForms {

    private static final int BITS_OF_BASE64 = 6;
    private static final int[] CHARACTERS_OF_NEIGHBOUR = {0, 2, 3};

    private SecretForms() {
    }

    static Set<String> of(String secret) {
        Set<String> forms = new LinkedHashSet<>();
        secret.lines().map(String::strip).filter(line -> !line.startsWith("-----"))
                .forEach(line -> add(forms, line));
        add(forms, secret.strip());
        return forms;
    }

    private static void add(Set<String> forms, String text) {
        if (text.length() < Mask.MIN_LENGTH) {
            return;
        }
        forms.add(text);
        forms.add(inJson(text));
        forms.add(inJson(inJson(text)));
        addUrl(forms, inForm(text.getBytes(StandardCharsets.UTF_8)));
        for (int before = 0; before < CHARACTERS_OF_NEIGHBOUR.length; before++) {
            String base64 = inBase64(text.getBytes(StandardCharsets.UTF_8), before);
            forms.add(base64);
            forms.add(base64.replace('+', '-').replace('/', '_'));
        }
    }

    /** A blank is {@code +} in a form and {@code %20} elsewhere; hex digits may be lower-case. */
    private static void addUrl(Set<String> forms, String encoded) {
        for (String form : new String[] {encoded, encoded.replace("+", "%20")}) {
            forms.add(form);
            StringBuilder small = new StringBuilder(form);
            for (int at = form.indexOf('%'); at >= 0; at = form.indexOf('%', at + 1)) {
                small.replace(at, at + 3, form.substring(at, at + 3).toLowerCase(Locale.ROOT));
            }
            forms.add(small.toString());
        }
    }

    /** As a browser encodes a form. */
    private static String inForm(byte[] text) {
        StringBuilder encoded = new StringBuilder();
        for (byte b : text) {
            char c = (char) (b & 0xff);
            if (c < 0x80 && (Character.isLetterOrDigit(c) || ".-*_".indexOf(c) >= 0)) {
                encoded.append(c);
            } else {
                encoded.append(c == ' ' ? "+" : String.format("%%%02X", (int) c));
            }
        }
        return encoded.toString();
    }

    private static String inJson(String text) {
        StringBuilder json = new StringBuilder();
        text.chars().forEach(c -> {
            switch (c) {
                case '"', '\\' -> json.append('\\').append((char) c);
                case '\n' -> json.append("\\n");
                case '\r' -> json.append("\\r");
                case '\t' -> json.append("\\t");
                default -> json.append((char) c);
            }
        });
        return json.toString();
    }

    /**
     * The part of a longer text's base64 that depends on the secret alone, as in {@code user:secret}.
     *
     * @param before how many bytes precede the secret in its group of three
     */
    private static String inBase64(byte[] secret, int before) {
        byte[] padded = new byte[before + secret.length];
        System.arraycopy(secret, 0, padded, before, secret.length);
        return Base64.getEncoder().encodeToString(padded)
                .substring(CHARACTERS_OF_NEIGHBOUR[before], padded.length * Byte.SIZE / BITS_OF_BASE64);
    }
}
