package io.agentmesh.agent.git;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.task.changes.ChangedFile;
import io.agentmesh.task.changes.ChangedRef;
import io.agentmesh.task.changes.Changes;
import io.agentmesh.task.changes.Commit;

/** Reads from a repository what changed between two of its trees or commits. */
public final class GitChanges {

    private static final int MAX_COMMITS = 200;
    private static final int MAX_FILES = 1000;
    private static final List<String> DIFF = List.of("diff", "--no-ext-diff", "--no-textconv", "--no-color",
            "--find-renames", "--no-rename-empty", "-O/dev/null", "--src-prefix=a/", "--dst-prefix=b/",
            "--full-index");

    private final Git git;
    private final int maxDiff;

    /** @param maxDiff in bytes */
    public GitChanges(Git git, long maxDiff) {
        this.git = git;
        this.maxDiff = (int) Math.min(maxDiff, Integer.MAX_VALUE - 1);
    }

    /** A tree without any file, as that of a branch without a commit. */
    public static String emptyTree(Git git, Path root) throws IOException {
        return git.text(root, "hash-object", "-t", "tree", "/dev/null");
    }

    /** Where a run began. @param tree of all files then @param commit then, or null where there was none */
    public record Start(String tree, String commit) {
    }

    /**
     * @param snapshot where the trees are, or null for those of commits
     * @param tree     of all files at the end
     * @param head     the commit at the end, or null
     * @param branch   at the end, or null
     */
    public Changes between(Path root, GitSnapshot snapshot, Start start, String tree, String head, String branch,
            List<ChangedRef> refs) throws IOException {
        Map<String, String> variables = snapshot == null ? Map.of() : snapshot.variables();
        List<Commit> commits = commits(root, start.commit(), head);
        List<ChangedFile> files = start.tree().equals(tree) ? List.of()
                : ChangedFiles.parse(git.run(root, variables, diff("--raw", "--numstat", "-z", start.tree(), tree)));
        String diff = "";
        boolean cut = false;
        if (!files.isEmpty() && maxDiff > 0) {
            byte[] bytes = git.head(root, variables, maxDiff + 1, diff("--patch", start.tree(), tree));
            cut = bytes.length > maxDiff;
            diff = cut ? wholeLines(bytes) : new String(bytes, StandardCharsets.UTF_8);
        }
        return new Changes(start.commit(), head, branch, limited(commits, MAX_COMMITS), more(commits, MAX_COMMITS),
                limited(files, MAX_FILES), more(files, MAX_FILES), sum(files.stream().map(ChangedFile::added)),
                sum(files.stream().map(ChangedFile::removed)), diff, cut || !files.isEmpty() && maxDiff == 0, null, refs);
    }

    private static List<String> diff(String... more) {
        List<String> arguments = new ArrayList<>(DIFF);
        arguments.addAll(List.of(more));
        return arguments;
    }

    /** Up to the last whole line that fits. */
    private String wholeLines(byte[] bytes) {
        int end = maxDiff;
        while (end > 0 && bytes[end - 1] != '\n') {
            end--;
        }
        return new String(bytes, 0, end, StandardCharsets.UTF_8);
    }

    /** Those that the end has and the beginning has not, the newest first; none where the end has no commit. */
    private List<Commit> commits(Path root, String base, String head) throws IOException {
        if (head == null || head.equals(base)) {
            return List.of();
        }
        List<String> arguments = new ArrayList<>(List.of("log", "--no-show-signature", "--format=%H %s", "-z",
                "--max-count=" + (MAX_COMMITS + 1), head));
        if (base != null) {
            arguments.add("^" + base);
        }
        arguments.add("--");
        return Stream.of(git.run(root, Map.of(), arguments).split("\0")).filter(line -> line.indexOf(' ') > 0)
                .map(line -> new Commit(line.substring(0, line.indexOf(' ')), line.substring(line.indexOf(' ') + 1).strip()))
                .toList();
    }

    private static <T> List<T> limited(List<T> items, int max) {
        return items.subList(0, Math.min(max, items.size()));
    }

    private static Boolean more(List<?> items, int max) {
        return items.size() > max ? Boolean.TRUE : null;
    }

    private static long sum(Stream<Integer> lines) {
        return lines.filter(count -> count != null).mapToLong(Integer::longValue).sum();
    }
}
