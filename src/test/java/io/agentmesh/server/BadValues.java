package io.agentmesh.server;

import java.util.List;

/** What {@link BadRequests} are made of. */
final class BadValues {

    /** Bodies that are no JSON object. */
    static final List<String> NO_JSON = List.of("", "{", "}", "nonsense", "null", "[]", "7", "\"text\"", "{]",
            "{\"a\":}", "{\"a\" 1}", "{'a': 1}", "{\"a\": NaN}", "{\"a\": 01}", "{\"a\": +1}", "{\"a\": .5}", "{a: 1}", "{} {}",
            "{\"a\": 1,}", "{\"a\": \"\n\"}", "{\"a\": \"\\x\"}", "{\"a\": \"\\u12\"}", "\u0000", "\u00ef\u00bb\u00bf", "<a/>",
            "{\"a\": 1}\u0000", "// x\n{}", "{\"a\": tru}", "[{\"a\": 1}]", "\"", "{\"a\": \"");

    /** Values that no field takes, but for a few. */
    static final List<String> WRONG = List.of("7", "-1", "1.5", "true", "[]", "{}", "[1]", "\"\"", "\" \"",
            "\"a b\"", "\"../..\"", "\"\\u0000\"", "\"a\\u0000b\"", "\"\\ud800\"", "{\"\\u0000\": 1}", "[null]", "[[]]",
            "99999999999999999999999", "-99999999999999999999999", "1e999", "\"%s\"");

    /** Parts of addresses. */
    static final List<String> TRICKS = List.of("%00", "..%2f..%2fetc%2fpasswd", "%2F", "a%20b", "'%20or%201=1--",
            "%F0%9F%9A%80", "%ff%fe", "%c0%ae", ";id=1", "a;b", "*", "$%7bheader.x%7d", "%7B%7Bserver.port%7D%7D", "%0d%0aX:%20y",
            "unknown", "a%2500", "%5c..%5c", "a".repeat(129));

    private BadValues() {
    }
}
