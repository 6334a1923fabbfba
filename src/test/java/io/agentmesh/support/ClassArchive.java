package io.agentmesh.support;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;

import io.agentmesh.agent.workspace.FolderRemover;
import io.agentmesh.cli.AgentMesh;
import io.agentmesh.worker.RunningWorker;
import io.agentmesh.worker.WorkerFixture;

/**
 * The classes of Java and of all libraries in the form that a JVM has them in memory (class-data sharing), which halves
 * what its start costs. The first test that asks for it has it made in the background, for all forks and later builds;
 * until then, and where it can't be made or used, JVMs start without it.
 */
final class ClassArchive {

    /** Needs the classes that most JVMs of tests need: a server, a worker that registers there, and a command. */
    static final class Program {

        public static void main(String[] none) throws Exception {
            Path folder = Files.createTempDirectory("class-archive");
            try (LiveServer server = new LiveServer(folder);
                    RunningWorker worker = new WorkerFixture(folder, server.url().toString()).start()) {
                JsonCalls calls = new JsonCalls(server.url());
                await().until(() -> !calls.get("/v1/opencode/workers").isEmpty());
            } finally {
                FolderRemover.remove(folder);
            }
            AgentMesh.main(new String[] {"worker", "--help"});
        }
    }

    static final ClassArchive OF_BUILD = new ClassArchive(Path.of("target/class-archive").toAbsolutePath(),
            ChildJvm.libraries());

    private final Path folder;
    private final String libraries;
    final Path archive;
    private CompletableFuture<Void> making;

    ClassArchive(Path folder, String libraries) {
        this.folder = folder;
        this.libraries = libraries;
        String all = System.getProperty("java.home") + System.getProperty("java.vm.version") + libraries;
        archive = folder.resolve(UUID.nameUUIDFromBytes(all.getBytes(StandardCharsets.UTF_8)) + ".jsa");
    }

    /** Those by which a JVM uses it, or none as long as it isn't there. */
    List<String> flags() {
        if (!Files.exists(archive)) {
            make();
            return List.of();
        }
        return List.of("-XX:SharedArchiveFile=" + archive, "-Xlog:cds*=off", "-Xlog:class+path=off");
    }

    /** Begins to make it, once. @return done when it is there, or can't be made */
    synchronized CompletableFuture<Void> make() {
        if (making == null) {
            making = CompletableFuture.runAsync(this::makeUnlessAnotherDoes, task -> {
                Thread thread = new Thread(task, "class-archive");
                thread.setDaemon(true);
                thread.start();
            });
        }
        return making;
    }

    private void makeUnlessAnotherDoes() {
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE); FileLock lock = channel.tryLock()) {
                if (lock != null && !Files.exists(archive)) {
                    makeIt();
                }
            }
        } catch (IOException e) {
            System.err.println("JVMs of tests start without an archive of classes: " + e);
        }
    }

    private void makeIt() throws IOException {
        Path classes = folder.resolve("classes");
        Path unfinished = folder.resolve("unfinished.jsa");
        Files.deleteIfExists(unfinished);
        run("-XX:DumpLoadedClassList=" + classes, "-XX:TieredStopAtLevel=1", "-cp", ChildJvm.classPath(),
                Program.class.getName());
        run("-Xshare:dump", "-XX:SharedClassListFile=" + classes, "-XX:SharedArchiveFile=" + unfinished,
                "-cp", libraries);
        Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Its exit status says nothing: what counts is the file. */
    private void run(String... arguments) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(ChildJvm.JAVA).redirectErrorStream(true)
                .redirectOutput(folder.resolve("log").toFile());
        builder.command().addAll(List.of(arguments));
        builder.start().onExit().join();
    }
}
