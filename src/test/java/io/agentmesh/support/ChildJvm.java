package io.agentmesh.support;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command line of a JVM that runs a class of this build; it starts from the {@link ClassArchive} once there is one. */
public final class ChildJvm {

    static final String JAVA = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    private static final String SEPARATOR = System.getProperty("path.separator");

    private ChildJvm() {
    }

    /**
     * @param flags of the JVM
     * @return a list that arguments can be added to
     */
    public static List<String> command(Class<?> program, String... flags) {
        List<String> command = new ArrayList<>(List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"));
        command.addAll(List.of(flags));
        command.addAll(ClassArchive.OF_BUILD.flags());
        command.addAll(List.of("-cp", classPath(), program.getName()));
        return command;
    }

    /** The libraries, as an archive can only be made of these, and then the folders of this build's classes. */
    static String classPath() {
        return Stream.concat(elements().filter(ChildJvm::isLibrary), elements().filter(element -> !isLibrary(element)))
                .collect(Collectors.joining(SEPARATOR));
    }

    static String libraries() {
        return elements().filter(ChildJvm::isLibrary).collect(Collectors.joining(SEPARATOR));
    }

    private static Stream<String> elements() {
        return Arrays.stream(System.getProperty("java.class.path").split(SEPARATOR));
    }

    private static boolean isLibrary(String element) {
        return element.endsWith(".jar");
    }
}
