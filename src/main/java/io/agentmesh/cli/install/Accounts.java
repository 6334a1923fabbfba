package io.agentmesh.cli.install;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Creates the worker's user, and sets owners and modes of its folders, by systemd's programs. */
final class Accounts {

    static final String USER = "agentmesh";
    private static final List<String> PROGRAMS = List.of("systemd-sysusers", "systemd-tmpfiles");

    private final Layout layout;

    Accounts(Layout layout) {
        this.layout = layout;
    }

    /** @throws InstallFailure where these programs are missing; call it before anything is written */
    void check() {
        for (String program : PROGRAMS) {
            if (!Tools.has(program)) {
                throw new InstallFailure("this machine has no " + program + ", which makes the user and the folders; "
                        + "--files-only leaves them to you, --user needs neither");
            }
        }
    }

    /** @return the changes that were made, or would be */
    List<String> make(boolean dryRun) throws IOException {
        List<String> done = new ArrayList<>();
        if (!hasUser()) {
            done.add("created user " + USER);
        }
        Stream.of(layout.state(), layout.state().resolve("tmp")).map(layout::on).filter(Files::notExists)
                .forEach(folder -> done.add("created " + folder));
        if (!dryRun) {
            run(PROGRAMS.get(0), "deploy/sysusers.d/agentmesh.conf");
            run(PROGRAMS.get(1), "deploy/tmpfiles.d/agentmesh.conf", "--create");
        }
        return done;
    }

    private void run(String program, String rules, String... flags) throws IOException {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(List.of(flags));
        if (!layout.isLive()) {
            command.add("--root=" + layout.root());
        }
        command.add("-");
        Tools.run(command, Bundle.text(rules));
    }

    private boolean hasUser() throws IOException {
        Path users = layout.on(Path.of("/etc/passwd"));
        if (Files.notExists(users)) {
            return false;
        }
        try (Stream<String> lines = Files.lines(users)) {
            return lines.anyMatch(line -> line.startsWith(USER + ":"));
        }
    }
}
