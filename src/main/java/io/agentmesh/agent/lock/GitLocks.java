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
 * Lock files of git, such as {@code .git/index.lock}: a git that is killed leaves its own, and every later one refuses to
 * write there. That of a run is removed once the run has ended; any other is only named, since somebody may be at work.
 */
public final class GitLocks {

    private static final Logger LOG = LoggerFactory.getLogger(GitLocks.class);
    private static final List<String> NAMES = List.of("index.lock", "HEAD.lock", "packed-refs.lock", "config.lock");
    /** Git folders of submodules lie in that of the repository, by their names, which may have slashes. */
    private static final String SUBMODULES = "modules";
    private static final int DEPTH = 8;

    private GitLocks() {
    }

    /** The lock files that are in the way in the repository of a folder, and in its submodules. */
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

    /** @return what a person needs to know of lock files that are left in the folder's repository, or empty */
    public static String problem(Path folder) {
        List<Path> found = in(folder).stream().filter(lock -> !isAtWork(folder, lock)).toList();
        if (found.isEmpty()) {
            return "";
        }
        return "git can't write in this repository while " + String.join(", ", found.stream().map(Path::toString).toList())
                + (found.size() == 1 ? " is there; it was" : " are there; they were")
                + " left by a git that was killed, and can be removed unless one is at work";
    }

    /** Removes what a run left of which no process lives: made since it began, and no git is at work in the repository. */
    public static void removeLeft(RunFolder run, RunRecord record) {
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

    /** The prompt is written as the run begins; both times are of the same clock, whatever that shows. */
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

    /** One of another user can't be asked where it works. */
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
