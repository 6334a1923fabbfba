package io.agentmesh.opencode.install;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.apache.commons.io.FileUtils;

/**
 * Installs one version of OpenCode from npm into a cache folder, once: {@code <cache>/opencode-<version>/opencode}.
 *
 * <p>The program is installed into a temporary folder, asked for its version, and then moved, so that an interrupted
 * installation leaves nothing that looks complete. Concurrent installations, also in other processes, wait at a lock
 * file.
 */
public final class OpenCodeInstaller {

    private static final String PACKAGE = "opencode-ai";
    private static final long POLL_MILLIS = 200;

    private final Path cache;
    private final String version;
    private final NpmClient npm;
    private final Consumer<String> notices;

    /** @param notices receives a sentence before a long download */
    public OpenCodeInstaller(Path cache, String version, NpmClient npm, Consumer<String> notices) {
        this.cache = cache.toAbsolutePath();
        this.version = version;
        this.npm = npm;
        this.notices = notices;
    }

    /** The version that this build was tested with (property {@code opencode.version} of the build). */
    public static String pinnedVersion() {
        try (InputStream in = OpenCodeInstaller.class.getResourceAsStream("pinned.properties")) {
            Properties properties = new Properties();
            properties.load(in);
            return properties.getProperty("version");
        } catch (IOException e) {
            throw new InstallException("the build's pinned.properties can't be read: " + e.getMessage());
        }
    }

    /**
     * The program, installed now or before.
     *
     * @throws InstallException where npm is missing or fails, or no program of the package runs here
     */
    public Path install() {
        Path program = cache.resolve("opencode-" + version).resolve("opencode");
        if (Files.isExecutable(program)) {
            return program;
        }
        try {
            Files.createDirectories(cache);
            Path lockFile = cache.resolve("opencode-" + version + ".lock");
            try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = lock(channel)) {
                if (!Files.isExecutable(program)) {
                    fetch(program);
                }
                return program;
            }
        } catch (IOException e) {
            throw new InstallException("OpenCode can't be installed in " + cache + ": " + e);
        }
    }

    /** Retries where another thread of this process has the lock, which throws instead of waiting. */
    private static FileLock lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                return channel.lock();
            } catch (OverlappingFileLockException e) {
                pause();
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException("the installation of OpenCode was interrupted");
        }
    }

    private void fetch(Path program) throws IOException {
        removeUnfinished();
        Path temporary = Files.createTempDirectory(cache, unfinished());
        try {
            notices.accept("Installing OpenCode " + version + " from npm into " + cache
                    + " (about 180 MB, only this once)");
            npm.install(temporary, PACKAGE + "@" + version);
            Path working = workingProgram(temporary);
            Files.createDirectories(program.getParent());
            Files.move(working, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileUtils.deleteDirectory(temporary.toFile());
        }
    }

    /** Each attempt has its own folder: the npm of a killed one may still be writing into its. */
    private String unfinished() {
        return "opencode-" + version + ".part-";
    }

    private void removeUnfinished() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(unfinished())).toList()) {
                FileUtils.deleteDirectory(file.toFile());
            }
        }
    }

    /**
     * npm installs a package for each variant of this platform (with and without newer CPU instructions, glibc and
     * musl); the shortest name that runs is the best one.
     */
    private Path workingProgram(Path temporary) throws IOException {
        Map<String, String> ownFolders = Map.of("TMPDIR", temporary.toString(), "XDG_DATA_HOME", temporary + "/data",
                "XDG_CACHE_HOME", temporary + "/cache", "XDG_CONFIG_HOME", temporary + "/config",
                "XDG_STATE_HOME", temporary + "/state");
        List<Path> programs = platformPrograms(temporary.resolve("node_modules"));
        return programs.stream()
                .flatMap(file -> OpenCodeProgram.probe(file, ownFolders).stream())
                .filter(found -> found.version().equals(version))
                .map(OpenCodeProgram::path).findFirst()
                .orElseThrow(() -> new InstallException("npm installed " + PACKAGE + "@" + version + ", but none of "
                        + programs.size() + " programs in it runs on this machine (" + System.getProperty("os.name")
                        + " " + System.getProperty("os.arch") + ")"));
    }

    private static List<Path> platformPrograms(Path modules) throws IOException {
        if (!Files.isDirectory(modules)) {
            return List.of();
        }
        try (Stream<Path> packages = Files.list(modules)) {
            return packages.filter(folder -> folder.getFileName().toString().startsWith("opencode-"))
                    .sorted(Comparator.comparing((Path folder) -> folder.toString().length())
                            .thenComparing(Comparator.naturalOrder()))
                    .map(folder -> folder.resolve("bin/opencode"))
                    .filter(Files::isExecutable).toList();
        }
    }
}
