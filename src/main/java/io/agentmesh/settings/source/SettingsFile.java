package io.agentmesh.settings.source;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

import io.agentmesh.settings.value.SettingsException;

/** Reads a file of settings; a failure is one line. */
final class SettingsFile {

    private SettingsFile() {
    }

    /** @throws SettingsException where it is missing, a folder, or unreadable */
    static byte[] read(Path file) {
        if (Files.isDirectory(file)) {
            throw new SettingsException(file + " is a folder; allowed: a file that can be read");
        }
        try {
            return Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            throw new SettingsException(file + " doesn't exist; allowed: a file that can be read");
        } catch (AccessDeniedException e) {
            throw new SettingsException(file + " can't be read: permission denied; allowed: a file that can be read");
        } catch (IOException e) {
            throw new SettingsException(file + " can't be read: " + e.getMessage());
        }
    }
}
