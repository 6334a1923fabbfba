package io.agentmesh.support;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** A program that a package of Debian brings and the build doesn't. A test asks for it with {@link Needed#tool}. */
public enum Tool {

    CHROMEDRIVER("chromedriver", "chromium-driver"),
    CHROMIUM("chromium", "chromium"),
    DPKG("dpkg-deb", "dpkg"),
    GIT("git", "git"),
    MAN("man", "man-db"),
    MANDOC("mandoc", "mandoc"),
    NGINX("nginx", "nginx"),
    PGBOUNCER("pgbouncer", "pgbouncer"),
    REDIS("redis-server", "redis-server"),
    SYSTEMD_ANALYZE("systemd-analyze", "systemd"),
    SYSTEMD_SYSUSERS("systemd-sysusers", "systemd"),
    TINYPROXY("tinyproxy", "tinyproxy-bin"),
    ZSH("zsh", "zsh");

    /** Where programs are that an ordinary user's PATH doesn't name. */
    private static final String FOR_ROOT = ":/usr/local/sbin:/usr/sbin:/sbin";

    private final String program;
    private final String packages;

    Tool(String program, String packages) {
        this.program = program;
        this.packages = packages;
    }

    /** What {@code apt-get install} is given. */
    public String packages() {
        return packages;
    }

    public Optional<Path> find() {
        return find(System.getenv("PATH") + FOR_ROOT);
    }

    /** @param path folders, as in {@code PATH} */
    Optional<Path> find(String path) {
        return Stream.of(path.split(File.pathSeparator)).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, program)).filter(Files::isExecutable).findFirst();
    }
}
