package io.agentmesh.cli.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

import io.agentmesh.agent.lock.GitLocks;
import io.agentmesh.settings.value.CodebaseSetting;

/**
 * Checks that each configured codebase is writable and a git repository. The setting itself requires that it exists.
 */
final class CodebasesCheck implements Check {

    private static final String NAME = "codebase";
    private static final long TIMEOUT_SECONDS = 20;

    private final List<CodebaseSetting> codebases;
    private final Predicate<Path> mayWrite;

    /** @param mayWrite whether this user may write a folder */
    CodebasesCheck(List<CodebaseSetting> codebases, Predicate<Path> mayWrite) {
        this.codebases = codebases;
        this.mayWrite = mayWrite;
    }

    @Override
    public List<Finding> check() {
        return codebases.isEmpty()
                ? List.of(Finding.warning(NAME, "none is set: the worker has only those that people register for it",
                        "set codebases"))
                : codebases.stream().map(this::check).toList();
    }

    private Finding check(CodebaseSetting codebase) {
        String name = codebase.name() + " (" + codebase.path() + ")";
        if (!mayWrite.test(codebase.path())) {
            return Finding.problem(NAME, name + " can't be written by this user",
                    "give the worker's user the folder, or run the worker as its owner");
        }
        String complaint = git(codebase);
        String left = GitLocks.problem(codebase.path());
        if (complaint.isEmpty() && !left.isEmpty()) {
            return Finding.warning(NAME, name + ": " + left, "see that no git is at work there, then remove it");
        }
        if (complaint.isEmpty()) {
            return Finding.ok(NAME, name + " can be written, and is a git repository");
        }
        if (complaint.contains("dubious ownership")) {
            return Finding.warning(NAME, name + " belongs to another user, so git refuses to work there",
                    "as the worker's user: git config --global --add safe.directory " + codebase.path());
        }
        return complaint.contains("not a git repository")
                ? Finding.warning(NAME, name + " is no git repository: nothing shows or undoes what an agent changes", "git init")
                : Finding.warning(NAME, name + ": git can't be asked: " + complaint, "install git");
    }

    /** Git's error for the folder; empty where it works. */
    private static String git(CodebaseSetting codebase) {
        ProcessBuilder question = new ProcessBuilder("git", "-C", codebase.path().toString(), "rev-parse",
                "--is-inside-work-tree").redirectErrorStream(true);
        // The messages are matched, so they must be English.
        question.environment().put("LC_ALL", "C");
        try {
            Process process = question.start();
            process.getOutputStream().close();
            if (!process.waitFor(TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return "no answer";
            }
            String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.exitValue() == 0 ? "" : words.lines().findFirst().orElse("exit " + process.exitValue());
        } catch (IOException e) {
            return e.getMessage();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }
}
