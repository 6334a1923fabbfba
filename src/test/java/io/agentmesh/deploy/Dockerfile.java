package io.agentmesh.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The instructions of the {@code Dockerfile}, each on one line, in their order. */
record Dockerfile(List<Instruction> instructions) {

    /**
     * @param name  such as {@code RUN}, always in capitals
     * @param stage the name of its stage, or its number
     */
    record Instruction(String stage, String name, String arguments) {
    }

    private static final Pattern PAIR = Pattern.compile("([A-Za-z0-9_.]+)=(\"[^\"]*\"|\\S*)");

    static Dockerfile read() {
        return of(Manifests.read(Path.of("Dockerfile")));
    }

    static Dockerfile of(String text) {
        List<Instruction> instructions = new ArrayList<>();
        String stage = "";
        int stages = 0;
        String joined = text.replaceAll("(?m)^#.*\\n", "").replaceAll("\\\\\\n\\s*", "");
        for (String line : joined.lines().filter(each -> !each.isBlank()).toList()) {
            String[] parts = line.split("\\s+", 2);
            if (parts[0].equals("FROM")) {
                stage = parts[1].contains(" AS ") ? parts[1].replaceFirst(".* AS ", "") : String.valueOf(stages);
                stages++;
            }
            instructions.add(new Instruction(stage, parts[0], parts[1]));
        }
        return new Dockerfile(List.copyOf(instructions));
    }

    List<Instruction> all(String name) {
        return instructions.stream().filter(instruction -> instruction.name().equals(name)).toList();
    }

    /** Those that the image itself is made of. */
    List<Instruction> last(String name) {
        String stage = instructions.get(instructions.size() - 1).stage();
        return all(name).stream().filter(instruction -> instruction.stage().equals(stage)).toList();
    }

    String lastArguments(String name) {
        List<Instruction> found = last(name);
        return found.get(found.size() - 1).arguments();
    }

    List<String> volumes() {
        return json(lastArguments("VOLUME"));
    }

    /** The image's variables. */
    Map<String, String> variables() {
        return pairs(lastArguments("ENV"));
    }

    static Map<String, String> pairs(String arguments) {
        Map<String, String> pairs = new LinkedHashMap<>();
        Matcher pair = PAIR.matcher(arguments);
        while (pair.find()) {
            pairs.put(pair.group(1), pair.group(2).replace("\"", ""));
        }
        return pairs;
    }

    static List<String> json(String arguments) {
        try {
            return List.of(new ObjectMapper().readValue(arguments, String[].class));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(arguments, e);
        }
    }
}
