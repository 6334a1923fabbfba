package io.agentmesh.agent.workspace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class FolderRemoverTest {

    private static final int NOBODY = 65534;

    @TempDir
    Path folder;

    /** Rights mean nothing to root, so a process of an ordinary user does it. */
    @Test
    void foldersThatTheirOwnerMayNotOpenGoToo() throws Exception {
        assertThat(removedByAnOrdinaryUser("---------")).isEqualTo("true");
        assertThat(removedByAnOrdinaryUser("r--r--r--")).isEqualTo("true");
        assertThat(removedByAnOrdinaryUser("-wx------")).isEqualTo("true");
        assertThat(removedByAnOrdinaryUser("r-xr-xr-x")).isEqualTo("true");
    }

    @Test
    void whatIsNotThereIsRemoved() {
        assertThat(FolderRemover.remove(folder.resolve("nothing"))).isTrue();
    }

    @Test
    void whatCannotBeRemovedIsSaid() {
        assertThat(FolderRemover.remove(Path.of("/proc/self/fdinfo"))).isFalse();
    }

    private String removedByAnOrdinaryUser(String rights) throws Exception {
        Path classes = Files.createDirectories(folder.resolve("classes/io/agentmesh/agent/workspace"));
        for (Class<?> needed : List.of(FolderRemover.class, Child.class)) {
            String file = needed.getName().substring(needed.getPackageName().length() + 1) + ".class";
            Files.write(classes.resolve(file), needed.getResourceAsStream(file).readAllBytes());
        }
        Path logging = folder.resolve("logging.jar");
        Files.write(logging, Files.readAllBytes(whereIs(LoggerFactory.class)));
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxrwxrwx"));
        open(folder);
        List<String> line = new ArrayList<>();
        if (Integer.valueOf(0).equals(Files.getAttribute(folder, "unix:uid"))) {
            line.addAll(List.of("setpriv", "--reuid=" + NOBODY, "--regid=" + NOBODY, "--clear-groups"));
        }
        line.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:TieredStopAtLevel=1",
                "-cp", folder.resolve("classes") + File.pathSeparator + logging, Child.class.getName(),
                folder.resolve("tree" + rights.hashCode()).toString(), rights));
        Process process = new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return answer;
    }

    private static void open(Path tree) throws IOException {
        try (var all = Files.walk(tree)) {
            for (Path path : all.toList()) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxrwxrwx"));
            }
        }
    }

    private static Path whereIs(Class<?> known) throws URISyntaxException {
        return Path.of(known.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    /** Makes a tree with such rights inside, and prints whether all of it could be removed. */
    static final class Child {

        private Child() {
        }

        public static void main(String[] arguments) throws IOException {
            Path tree = Path.of(arguments[0]);
            Path inner = Files.createDirectories(tree.resolve("a/b"));
            Files.writeString(inner.resolve("file"), "x");
            Files.createDirectory(inner.resolve("c"));
            for (Path path : List.of(inner.resolve("c"), inner, tree.resolve("a"))) {
                Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(arguments[1]));
            }
            System.out.println(FolderRemover.remove(tree) && !Files.exists(tree));
        }
    }
}
