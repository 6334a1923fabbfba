package io.agentmesh.server.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * Detects whether a file was written or replaced.
 *
 * @param key the file's identity, such as its inode, after links; may be null
 */
record FileStamp(FileTime modified, long size, Object key) {

    private static final FileStamp MISSING = new FileStamp(FileTime.fromMillis(0), -1, null);

    /** The current stamp of {@code file}, after links. */
    static FileStamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new FileStamp(found.lastModifiedTime(), found.size(), found.fileKey());
        } catch (IOException e) {
            return MISSING;
        }
    }
}
