package io.agentmesh.settings.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.value.CodebaseSetting;
import io.agentmesh.settings.value.InvalidValueException;

/** Codebases; each folder and each name once. */
public record CodebasesType() implements ListType {

    @Override
    public String label() {
        return "[NAME:]DIR";
    }

    @Override
    public String allowed() {
        return "a list of existing directories, each a path, name:path or {\"name\", \"path\", \"description\", \"shared\"}";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        requireList(value);
        List<CodebaseSetting> codebases = new ArrayList<>();
        Set<Path> paths = new HashSet<>();
        Set<String> names = new HashSet<>();
        for (int i = 0; i < value.size(); i++) {
            String part = "[" + i + "]";
            CodebaseSetting codebase = CodebaseReader.read(value.get(i), part, folders, allowed());
            if (!paths.add(codebase.path())) {
                throw new InvalidValueException(part, codebase.path() + " once more", "each directory once");
            }
            if (!names.add(codebase.name())) {
                throw new InvalidValueException(part, "another codebase with the name " + codebase.name(),
                        "each name once; choose it with name:path or {\"name\", \"path\"}");
            }
            codebases.add(codebase);
        }
        return List.copyOf(codebases);
    }

    @Override
    public List<String> items(Object value) {
        return ((List<?>) value).stream().map(CodebaseSetting.class::cast)
                .map(codebase -> codebase.name() + ":" + codebase.path() + (codebase.shared() ? " (shared)" : "")).toList();
    }
}
