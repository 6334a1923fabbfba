package io.agentmesh.settings.list;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentmesh.settings.host.Folders;
import io.agentmesh.settings.type.PathType;
import io.agentmesh.settings.value.InvalidValueException;

/** Existing directories, by their real paths. */
public record FolderListType() implements ListType {

    @Override
    public String label() {
        return "DIR";
    }

    @Override
    public String allowed() {
        return "a list of existing directories";
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        requireList(value);
        List<Path> paths = new ArrayList<>();
        for (int i = 0; i < value.size(); i++) {
            paths.add(folder(value.get(i), "[" + i + "]", folders));
        }
        return List.copyOf(paths);
    }

    /** The directory that one item of a list names. */
    static Path folder(JsonNode value, String part, Folders folders) {
        try {
            return Folders.real((Path) PathType.folder().read(value, folders));
        } catch (InvalidValueException e) {
            throw e.in(part);
        }
    }
}
