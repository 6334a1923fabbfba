package io.agentmesh.task.changes;

import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What a task changed in its repository (docs/server.md, "The result as data").
 *
 * @param base             the commit that it began from, or null where there was none
 * @param head             the commit at its end, or null
 * @param branch           the branch at its end, or null
 * @param commits          made by the task, the newest first
 * @param commitsTruncated true where there are more, or null
 * @param files            that differ between beginning and end, committed or not
 * @param filesTruncated   true where there are more, or null
 * @param added            lines in all files
 * @param removed          lines in all files
 * @param diff             as git prints it, cut to {@code max_diff}
 * @param diffTruncated    whether it was cut
 * @param diffMasked       true where a secret was masked in it, or null
 * @param refs             that changed meanwhile, besides the task's branch; null where none
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Changes(String base, String head, String branch, List<Commit> commits,
        @JsonProperty("commits_truncated") Boolean commitsTruncated, List<ChangedFile> files,
        @JsonProperty("files_truncated") Boolean filesTruncated, long added, long removed, String diff,
        @JsonProperty("diff_truncated") boolean diffTruncated, @JsonProperty("diff_masked") Boolean diffMasked,
        List<ChangedRef> refs) {

    public Changes {
        commits = commits == null ? List.of() : List.copyOf(commits);
        files = files == null ? List.of() : List.copyOf(files);
        diff = diff == null ? "" : diff;
        refs = refs == null || refs.isEmpty() ? null : List.copyOf(refs);
    }

    /** Whether anything changed. */
    @JsonIgnore
    public boolean isEmpty() {
        return commits.isEmpty() && files.isEmpty() && refs == null;
    }

    /** Without the diff, which then counts as cut. */
    public Changes withoutDiff() {
        return withDiff("", diffTruncated || !diff.isEmpty(), diffMasked);
    }

    private Changes withDiff(String newDiff, boolean truncated, Boolean masked) {
        return new Changes(base, head, branch, commits, commitsTruncated, files, filesTruncated, added, removed, newDiff,
                truncated, masked, refs);
    }

    /** @param mask hides secrets in a text */
    public Changes masked(UnaryOperator<String> mask) {
        String newDiff = mask.apply(diff);
        List<Commit> newCommits = commits.stream().map(one -> new Commit(one.id(), mask.apply(one.title()))).toList();
        List<ChangedFile> newFiles = files.stream().map(file -> new ChangedFile(mask.apply(file.path()),
                file.oldPath() == null ? null : mask.apply(file.oldPath()), file.status(), file.added(), file.removed(),
                file.binary())).toList();
        return new Changes(base, head, branch == null ? null : mask.apply(branch), newCommits, commitsTruncated, newFiles,
                filesTruncated, added, removed, newDiff, diffTruncated, newDiff.equals(diff) ? diffMasked : Boolean.TRUE,
                refs);
    }

    /** For a server that takes text alone: like {@code git diff --stat}, at most some lines. */
    public String stat(int maxFiles) {
        StringBuilder text = new StringBuilder();
        files.stream().limit(maxFiles).forEach(file -> text.append(' ').append(file.path()).append(" | ")
                .append(file.binary() == null ? "+" + file.added() + " -" + file.removed() : "binary").append('\n'));
        if (files.size() > maxFiles) {
            text.append(" … and ").append(files.size() - maxFiles).append(" more\n");
        }
        return text.append(String.format(Locale.ROOT, " %d file%s changed, %d insertion%s(+), %d deletion%s(-)", files.size(),
                plural(files.size()), added, plural(added), removed, plural(removed)))
                .append(branch == null ? "" : "\n branch " + branch).toString();
    }

    private static String plural(long count) {
        return count == 1 ? "" : "s";
    }
}
