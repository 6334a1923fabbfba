package io.agentmesh.settings;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;

/** Existing directories, by their real paths. */
record FolderListType() implements SettingType {

    @Override
    public String label() {
        return "DIR";
    }

    @Override
    public String allowed() {
        return "a list of existing directories";
    }

    @Override
    public JsonNode parse(String text) {
        return ListText.parse(text);
    }

    @Override
    public Object read(JsonNode value, Folders folders) {
        ListText.requireList(value, this);
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

    @Override
    public String write(Object value) {
        return String.join(",", items(value));
    }

    @Override
    public List<String> items(Object value) {
        return ((List<?>) value).stream().map(Object::toString).toList();
    }

    @Override
    public boolean isList() {
        return true;
    }
}
