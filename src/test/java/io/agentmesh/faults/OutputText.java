package io.agentmesh.faults;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The output of a task as its server has it: how many lines there are of each execution, counted from 1 without a gap
 * or a repeat.
 *
 * @param lines   of each execution, by its {@linkplain Execution#name name}
 * @param trouble the first gap or repeat in words, or null
 */
record OutputText(Map<String, Integer> lines, String trouble) {

    private static final Pattern LINE = Pattern.compile("(\\S+/\\d+/\\d+) line (\\d+) of \\d+.*");

    static OutputText read(String text) {
        Map<String, Integer> lines = new LinkedHashMap<>();
        String[] trouble = new String[1];
        text.lines().map(LINE::matcher).filter(Matcher::matches).forEach(line -> {
            int expected = lines.getOrDefault(line.group(1), 0) + 1;
            int found = Integer.parseInt(line.group(2));
            if (found != expected && trouble[0] == null) {
                trouble[0] = "after line " + (expected - 1) + " of execution " + line.group(1) + " comes line " + found;
            }
            lines.put(line.group(1), found);
        });
        return new OutputText(lines, trouble[0]);
    }
}
