package io.agentmesh.agent.git;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

import io.agentmesh.task.changes.ChangedFile;

/**
 * Parses {@code git diff --raw --numstat -z}: first for each file its modes, ids and status, then for each the number of
 * added and removed lines, with a dash where it is binary.
 */
final class ChangedFiles {

    private static final Map<Character, String> STATUS = Map.of('A', "added", 'M', "modified", 'D', "deleted", 'R',
            "renamed", 'C', "copied", 'T', "type_changed");
    private static final String BINARY = "-";

    private ChangedFiles() {
    }

    /** @param oldPath null unless renamed or copied */
    private record Entry(String path, String oldPath, String status) {
    }

    static List<ChangedFile> parse(String output) {
        List<Entry> entries = new ArrayList<>();
        Map<String, String[]> counts = new HashMap<>();
        Iterator<String> fields = List.of(output.split("\0")).iterator();
        while (fields.hasNext()) {
            String field = fields.next();
            if (field.startsWith(":")) {
                entries.add(entry(field, fields));
            } else {
                count(field, fields, counts);
            }
        }
        return entries.stream().map(entry -> file(entry, counts.get(entry.path()))).toList();
    }

    /** {@code :100644 100644 <id> <id> R100}, then the old path where there is one, then the path. */
    private static Entry entry(String field, Iterator<String> fields) {
        char letter = field.charAt(field.lastIndexOf(' ') + 1);
        String old = letter == 'R' || letter == 'C' ? fields.next() : null;
        return new Entry(fields.next(), old, STATUS.getOrDefault(letter, "modified"));
    }

    /** {@code 1<TAB>2<TAB>path}; where it was renamed the path is empty, and the old and the new one follow. */
    private static void count(String field, Iterator<String> fields, Map<String, String[]> counts) {
        String[] parts = field.split("\t", 3);
        if (parts.length == 3) {
            String path = parts[2];
            if (path.isEmpty()) {
                fields.next();
                path = fields.next();
            }
            counts.put(path, parts);
        }
    }

    private static ChangedFile file(Entry entry, String[] counted) {
        if (counted == null || counted[0].equals(BINARY)) {
            return new ChangedFile(entry.path(), entry.oldPath(), entry.status(), null, null, true);
        }
        return new ChangedFile(entry.path(), entry.oldPath(), entry.status(), Integer.valueOf(counted[0]),
                Integer.valueOf(counted[1]), null);
    }
}
