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
 * Brings one version of OpenCode from npm into a cache folder, once: {@code <cache>/opencode-<version>/opencode}.
 *
 * <p>The program appears there only whole and tried: it is installed into a folder beside it, asked for its version,
 * and moved. So an interrupted installation leaves nothing that looks finished. Rivals, in this process and others,
 * wait for each other at a lock file.
 */
public final class OpenCodeInstaller {

    private static final String PACKAGE = "opencode-ai";
    private static final long WAIT_MILLIS = 200;

    private final Path cache;
    private final String version;
    private final NpmClient npm;
    private final Consumer<String> notices;

    /** @param notices is told in a sentence what takes its time */
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
     * The program, installed now or earlier.
     *
     * @throws InstallException in one sentence, where npm is missing, fails, or brings nothing that runs here
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

    /** A lock that another thread of this process holds is an exception instead of a wait. */
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
            Thread.sleep(WAIT_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InstallException("the installation of OpenCode was interrupted");
        }
    }

    private void fetch(Path program) throws IOException {
        removeLeftovers();
        Path workshop = Files.createTempDirectory(cache, unfinished());
        try {
            notices.accept("Installing OpenCode " + version + " from npm into " + cache
                    + " (about 180 MB, only this once)");
            npm.install(workshop, PACKAGE + "@" + version);
            Path working = workingProgram(workshop);
            Files.createDirectories(program.getParent());
            Files.move(working, program, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            FileUtils.deleteDirectory(workshop.toFile());
        }
    }

    /** Each attempt has a folder of its own: the npm of a killed one may still be writing into the last. */
    private String unfinished() {
        return "opencode-" + version + ".part-";
    }

    private void removeLeftovers() throws IOException {
        try (Stream<Path> files = Files.list(cache)) {
            for (Path file : files.filter(each -> each.getFileName().toString().startsWith(unfinished())).toList()) {
                FileUtils.deleteDirectory(file.toFile());
            }
        }
    }

    /**
     * npm brings a package for each flavour of this platform (with and without newer CPU instructions, glibc and
     * musl); the plainest name that runs is the best one.
     */
    private Path workingProgram(Path workshop) throws IOException {
        Map<String, String> ownFolders = Map.of("TMPDIR", workshop.toString(), "XDG_DATA_HOME", workshop + "/data",
                "XDG_CACHE_HOME", workshop + "/cache", "XDG_CONFIG_HOME", workshop + "/config",
                "XDG_STATE_HOME", workshop + "/state");
        List<Path> programs = platformPrograms(workshop.resolve("node_modules"));
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
