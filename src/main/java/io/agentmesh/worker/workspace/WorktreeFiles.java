package io.agentmesh.worker.workspace;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import io.agentmesh.agent.RefusedTaskException;
import io.agentmesh.agent.git.Git;
import io.agentmesh.agent.git.GitSnapshot;
import io.agentmesh.agent.run.Runs;
import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.task.Task;
import io.agentmesh.task.text.Count;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes files of the user's own checkout along to a new worktree: uncommitted changes on request, and ignored files. */
public final class WorktreeFiles {

    /** Begins the title of the commit of uncommitted changes. */
    static final String UNCOMMITTED = "Uncommitted changes of ";
    private static final Logger LOG = LoggerFactory.getLogger(WorktreeFiles.class);

    private final Git git;
    private final Workspaces workspaces;
    private final Runs runs;
    private final WorktreeCommit commit;
    private final List<String> patterns;

    /**
     * @param commit   with the author of the worker's commits
     * @param patterns of ignored files, from the top of the repository
     */
    public WorktreeFiles(Git git, Workspaces workspaces, Runs runs, WorktreeCommit commit, List<String> patterns) {
        this.commit = commit;
        this.git = git;
        this.workspaces = workspaces;
        this.runs = runs;
        this.patterns = List.copyOf(patterns);
    }

    /**
     * Whether the task asks for the checkout's uncommitted changes.
     *
     * @throws RefusedTaskException where it says neither yes nor no, so that it doesn't begin from something else
     */
    public boolean wantsUncommitted(Task task) {
        String wanted = task.metadata().path("include_uncommitted").asText("false");
        if (!List.of("true", "false", "null").contains(wanted)) {
            throw new RefusedTaskException("metadata.include_uncommitted is neither true nor false");
        }
        return wanted.equals("true");
    }

    /**
     * Says in the task's output how many uncommitted changes are not taken along.
     */
    public void sayUncommitted(Task task, Workspace workspace) throws IOException {
        long count = hasCheckout(workspace) ? uncommitted(workspace) : 0;
        if (count > 0) {
            runs.announce(task, "[" + Count.of((int) count, "uncommitted change", "uncommitted changes") + " in "
                    + workspace.repository() + (count == 1 ? " is" : " are") + " not part of this task's worktree]");
        }
    }

    /** None where git doesn't answer, as in a checkout that it takes minutes to look at. */
    private long uncommitted(Workspace workspace) {
        try {
            return git.text(workspace.checkout(), "status", "--porcelain", "--untracked-files=normal").lines().count();
        } catch (IOException e) {
            LOG.info("task {}: whether {} has uncommitted changes is unknown: {}", workspace.task(), workspace.repository(),
                    e.getMessage());
            return 0;
        }
    }

    /** Applies the checkout's uncommitted changes to the worktree and commits them, so that they count as there before. */
    public Workspace takeUncommitted(Workspace workspace) throws IOException {
        if (!hasCheckout(workspace)) {
            return workspace;
        }
        Path checkout = workspace.checkout();
        RepositoryFacts facts = RepositoryFacts.of(git, checkout);
        GitSnapshot snapshot = new GitSnapshot(git, checkout, facts.git(), facts.common(), workspaces.own(workspace.task()));
        String tree = snapshot.take();
        Path patch = workspaces.own(workspace.task()).resolve("uncommitted.patch");
        if (!snapshot.write(patch, "HEAD", tree)) {
            return workspace;
        }
        try {
            git.text(workspace.top(), "apply", "--index", "--whitespace=nowarn", patch.toString());
        } catch (IOException e) {
            throw new RefusedTaskException("the uncommitted changes of the checkout don't fit to metadata.base: "
                    + e.getMessage());
        }
        git.text(workspace.top(), "-c", "user.name=" + commit.authorName(), "-c", "user.email=" + commit.authorAddress(),
                "commit", "--quiet", "--no-verify", "--message=" + UNCOMMITTED + workspace.repository());
        return workspaces.write(workspace.comparedWith(git.text(workspace.top(), "rev-parse", "HEAD")));
    }

    /** Whether the worktree has submodules that are set up in the user's own checkout. */
    public boolean needsSubmodules(Workspace workspace) {
        return Files.exists(workspace.top().resolve(".gitmodules"))
                && Files.isDirectory(Path.of(workspace.git()).resolve("modules"));
    }

    private static boolean hasCheckout(Workspace workspace) {
        return Files.exists(workspace.checkout().resolve(".git"));
    }

    /**
     * Copies what the setting worktree_copy names, as far as the worktree lacks it and git ignores it there, too, where it
     * would be committed otherwise.
     */
    public void copyIgnored(Workspace workspace) throws IOException {
        if (patterns.isEmpty() || !hasCheckout(workspace)) {
            return;
        }
        Path checkout = workspace.checkout();
        StringBuilder copied = new StringBuilder();
        for (String path : ignored(checkout)) {
            Path target = workspace.top().resolve(path).normalize();
            if (target.startsWith(workspace.top()) && !Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
                copied.append(workspace.top().relativize(target)).append('\0');
                copy(checkout, path, target, workspace);
            }
        }
        if (!copied.isEmpty()) {
            Files.writeString(WorktreeCommit.copied(git, workspace), copied);
        }
    }

    /** Not through a link of the commit, which may lead out of the worktree. */
    private void copy(Path checkout, String path, Path target, Workspace workspace) throws IOException {
        Files.createDirectories(target.getParent());
        if (!target.getParent().toRealPath().startsWith(workspace.top().toRealPath())) {
            LOG.info("task {}: {} is not copied, since a link of its commit leads elsewhere", workspace.task(), path);
            return;
        }
        git.copy(checkout.resolve(path), target);
        if (git.find(workspace.top(), "check-ignore", "--quiet", "--", path).isEmpty()) {
            FolderRemover.remove(target);
            LOG.info("task {}: {} is not copied, since git doesn't ignore it in {}", workspace.task(), path,
                    workspace.base());
        }
    }

    private Set<String> ignored(Path checkout) throws IOException {
        Set<String> found = new TreeSet<>();
        String listed = git.text(checkout, "ls-files", "--others", "--ignored", "--exclude-standard", "--directory", "-z");
        for (String pattern : patterns) {
            PathMatcher matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
            Stream.of(listed.split("\0")).map(path -> path.replaceFirst("/+$", ""))
                    .filter(path -> !path.isEmpty() && matcher.matches(Path.of(path))).forEach(found::add);
            if (isInside(checkout, pattern) && git.find(checkout, "check-ignore", "--quiet", "--", pattern).isPresent()) {
                found.add(pattern);
            }
        }
        return found;
    }

    /** For a file in a folder that is ignored as a whole, and so isn't listed. */
    private static boolean isInside(Path checkout, String pattern) {
        return pattern.matches("[^*?\\[\\]{}\\\\]+") && !Path.of(pattern).isAbsolute()
                && checkout.resolve(pattern).normalize().startsWith(checkout) && Files.exists(checkout.resolve(pattern));
    }
}
