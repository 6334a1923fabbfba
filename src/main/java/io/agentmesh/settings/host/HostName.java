package io.agentmesh.settings.host;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Supplier;

/** The machine's name, from the kernel where possible: that needs no name server. */
final class HostName implements Supplier<String> {

    private static final Path KERNEL = Path.of("/proc/sys/kernel/hostname");

    @Override
    public String get() {
        try {
            return Files.readString(KERNEL).strip();
        } catch (IOException notLinux) {
            return fromNetwork();
        }
    }

    private static String fromNetwork() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }
}
