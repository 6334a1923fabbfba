package io.agentmesh.settings.host;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.settings.value.SettingsException;

/**
 * The character set of file names and arguments. Java takes it from the locale at its start, and it can't be changed
 * later: unsupported characters arrive as U+FFFD, and files with such names can't be opened.
 */
public final class SystemCharset {

    private static final String UNKNOWN = "\uFFFD";

    private final String name;
    private final Map<String, String> variables;

    SystemCharset(String name, Map<String, String> variables) {
        this.name = name;
        this.variables = variables;
    }

    /** @param variables the environment */
    public static SystemCharset of(Map<String, String> variables) {
        return new SystemCharset(System.getProperty("sun.jnu.encoding", "UTF-8"), variables);
    }

    public boolean isUtf8() {
        return name.equalsIgnoreCase("UTF-8");
    }

    /** What to do about it, the second half of a sentence. */
    public String advice() {
        String locale = Stream.of("LC_ALL", "LC_CTYPE", "LANG")
                .filter(variable -> !variables.getOrDefault(variable, "").isEmpty()).findFirst()
                .map(variable -> variable + "=" + variables.get(variable) + ", which may not be installed here,")
                .orElse("the locale, which isn't set,");
        return locale + " gives the character set " + name + "; set LC_ALL=C.UTF-8";
    }

    /** @throws SettingsException where characters of an argument were lost */
    public void checkArguments(List<String> arguments) {
        if (arguments.stream().anyMatch(argument -> argument.contains(UNKNOWN)) && (!isUtf8() || !isWhole())) {
            throw new SettingsException("an argument has characters that can't be read: " + (isUtf8()
                    ? "it isn't in UTF-8" : advice()));
        }
    }

    /** U+FFFD may be in the argument itself. */
    private static boolean isWhole() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(Files.readAllBytes(Path.of("/proc/self/cmdline"))));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        } catch (IOException e) {
            return true;
        }
    }
}
