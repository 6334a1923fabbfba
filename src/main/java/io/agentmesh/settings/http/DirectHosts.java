package io.agentmesh.settings.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

import io.agentmesh.settings.value.Authority;

/**
 * The hosts that are called without a proxy: this machine, and those of {@code NO_PROXY}: hosts (with subdomains),
 * {@code .suffixes}, addresses, networks such as {@code 10.0.0.0/8}, each optionally with a port, or {@code *}.
 */
final class DirectHosts {

    private final List<String> entries;

    /** @param noProxy separated by commas or blanks, or null */
    DirectHosts(String noProxy) {
        entries = noProxy == null ? List.of()
                : Stream.of(noProxy.split("[,\\s]+")).filter(entry -> !entry.isEmpty()).map(DirectHosts::lower).toList();
    }

    boolean has(String host, int port) {
        String name = bare(lower(host));
        Optional<InetAddress> address = address(name);
        return name.equals("localhost") || name.endsWith(".localhost")
                || address.filter(InetAddress::isLoopbackAddress).isPresent()
                || entries.stream().anyMatch(entry -> matches(entry, name, address, port));
    }

    private static boolean matches(String entry, String name, Optional<InetAddress> address, int port) {
        if (entry.equals("*")) {
            return true;
        }
        if (entry.contains("/")) {
            return address.isPresent() && isWithin(address.get(), entry);
        }
        // An IPv6 address without brackets contains colons.
        Optional<Authority> named = address(bare(entry)).isPresent() ? Optional.of(new Authority(entry, -1))
                : Authority.parse(entry.replaceFirst("^\\*?\\.", ""));
        return named.filter(one -> one.port() < 0 || one.port() == port).map(one -> bare(one.host()))
                .filter(wanted -> address.isPresent() ? address.equals(address(wanted))
                        : name.equals(wanted) || name.endsWith("." + wanted)).isPresent();
    }

    private static boolean isWithin(InetAddress address, String network) {
        String[] parts = network.split("/", 2);
        Optional<InetAddress> base = address(bare(parts[0]));
        if (base.isEmpty() || !parts[1].matches("\\d{1,3}")) {
            return false;
        }
        byte[] one = address.getAddress();
        byte[] other = base.get().getAddress();
        int bits = Integer.parseInt(parts[1]);
        if (one.length != other.length || bits > one.length * Byte.SIZE) {
            return false;
        }
        for (int bit = 0; bit < bits; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((one[bit / Byte.SIZE] & mask) != (other[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }

    /** Empty where the text is a name: no name is resolved. */
    private static Optional<InetAddress> address(String text) {
        if (!text.matches("\\d{1,3}(\\.\\d{1,3}){3}|[0-9a-f.]*:[0-9a-f:.]*")) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.getByName(text));
        } catch (UnknownHostException e) {
            return Optional.empty();
        }
    }

    private static String bare(String host) {
        return host.replaceFirst("^\\[(.*)]$", "$1").replaceFirst("\\.$", "");
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
