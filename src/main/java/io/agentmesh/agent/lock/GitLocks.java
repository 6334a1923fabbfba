package io.agentmesh.agent.lock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.agent.RunFolder;
import io.agentmesh.agent.RunRecord;
import io.agentmesh.agent.process.ProcFs;
import io.agentmesh.agent.workspace.Repository;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lock files of git, such as {@code .git/index.lock}. A killed git leaves its own, which blocks every later one. That
 * of a run is removed once the run has ended; any other is only reported, since it may be in use.
 */
public final class GitLocks {

    private static final Logger LOG = LoggerFactory.getLogger(GitLocks.class);
    private static final List<String> NAMES = List.of("index.lock", "HEAD.lock", "packed-refs.lock", "config.lock");
    /** Git folders of submodules, named like them, possibly with slashes. */
    private static final String SUBMODULES = "modules";
    private static final int DEPTH = 8;

    private GitLocks() {
    }

    /** The lock files in the repository of a folder and in its submodules. */
    public static List<Path> in(Path folder) {
        Optional<Repository> repository = Repository.of(folder);
        if (repository.isEmpty()) {
            return List.of();
        }
        Path git = repository.get().git();
        List<Path> found = new ArrayList<>(NAMES.stream().map(git::resolve).filter(Files::exists).toList());
        if (Files.isDirectory(git.resolve(SUBMODULES))) {
            try (Stream<Path> files = Files.find(git.resolve(SUBMODULES), DEPTH, (file, attributes) ->
                    attributes.isRegularFile() && NAMES.contains(file.getFileName().toString())
                            && Files.exists(file.resolveSibling("HEAD")))) {
                files.forEach(found::add);
            } catch (IOException | UncheckedIOException e) {
                LOG.debug("the submodules of {} can't be looked into: {}", git, e.toString());
            }
        }
        return found;
    }

    /** @return a sentence for the user about lock files in the folder's repository, or empty */
    public static String problem(Path folder) {
        List<Path> found = in(folder).stream().filter(lock -> !isAtWork(folder, lock)).toList();
        if (found.isEmpty()) {
            return "";
        }
        return "git can't write in this repository while " + String.join(", ", found.stream().map(Path::toString).toList())
                + (found.size() == 1 ? " is there; it was" : " are there; they were")
                + " left by a git that was killed, and can be removed unless one is at work";
    }

    /** Removes the lock files of an ended run: created since it began, while no git is at work in the repository. */
    public static void removeAbandoned(RunFolder run, RunRecord record) {
        Path folder = Path.of(record.codebase());
        for (Path lock : in(folder)) {
            try {
                if (isOf(run, lock) && !isAtWork(folder, lock)) {
                    Files.deleteIfExists(lock);
                    LOG.info("run {}: removed {}, which it left when it ended", run.key(), lock);
                }
            } catch (IOException e) {
                LOG.warn("run {}: {} is left and can't be removed: {}", run.key(), lock, e.toString());
            }
        }
    }

    /** Removes the lock files of a worktree that is the worker's own, where no git is at work in it. */
    public static void removeAbandoned(Path worktree) throws IOException {
        for (Path lock : in(worktree)) {
            if (!isAtWork(worktree, lock)) {
                Files.deleteIfExists(lock);
                LOG.info("removed {}, which a git that was killed has left", lock);
            }
        }
    }

    /** Compares with the file of the prompt, written as the run begins: both times are of the same clock. */
    private static boolean isOf(RunFolder run, Path lock) throws IOException {
        Path begin = run.path().resolve("prompt");
        return Files.exists(begin) && Files.getLastModifiedTime(lock).compareTo(Files.getLastModifiedTime(begin)) >= 0;
    }

    /** Whether a git may be at work in the repository, or anything has the lock file open. */
    private static boolean isAtWork(Path folder, Path lock) {
        Path root = Repository.root(folder);
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(Path.of("/proc"), "[0-9]*")) {
            for (Path process : processes) {
                if (isGitIn(process, root) || hasOpen(process, lock)) {
                    return true;
                }
            }
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    /** False for processes of other users, whose working directory is hidden. */
    private static boolean isGitIn(Path process, Path root) {
        try {
            String name = Files.readString(process.resolve("comm")).strip();
            if (!name.equals("git") && !name.startsWith("git-")) {
                return false;
            }
        } catch (IOException gone) {
            return false;
        }
        try {
            return Files.readSymbolicLink(process.resolve("cwd")).startsWith(root);
        } catch (IOException e) {
            return ProcFs.stat(Long.parseLong(process.getFileName().toString())).filter(ProcFs.Stat::isAlive).isPresent();
        }
    }

    private static boolean hasOpen(Path process, Path lock) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : open) {
                if (Files.readSymbolicLink(descriptor).equals(lock)) {
                    return true;
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // Gone, or another user's.
        }
        return false;
    }
}
