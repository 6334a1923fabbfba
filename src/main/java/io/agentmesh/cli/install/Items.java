package io.agentmesh.cli.install;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The parts of an installation, in order. */
final class Items {

    private static final String PLAIN = "rw-r--r--";
    private static final String PROGRAM = "rwxr-xr-x";
    private static final String PRIVATE = "rw-------";

    private Items() {
    }

    /** @param jar of the program */
    static List<Item> of(Layout layout, Path jar) {
        List<Item> items = new ArrayList<>();
        Path program = layout.program();
        items.add(file(layout, program.resolve("lib/agentmesh.jar"), () -> Files.newInputStream(jar), PLAIN));
        items.add(file(layout, program.resolve("bin/agentmesh"), Bundle.file("bin/agentmesh"), PROGRAM));
        items.add(new PutLink(layout.on(layout.command()),
                layout.command().getParent().relativize(program.resolve("bin/agentmesh"))));
        for (String unit : units(layout)) {
            Path path = layout.units().resolve(unit.substring(unit.indexOf('/') + 1));
            items.add(file(layout, path, Bundle.unit(unit, layout), PLAIN));
        }
        if (!layout.forUser()) {
            for (String rule : List.of("sysusers.d/agentmesh.conf", "tmpfiles.d/agentmesh.conf")) {
                items.add(file(layout, layout.vendor().resolve(rule), Bundle.file("deploy/" + rule), PLAIN));
            }
        }
        for (String setting : List.of("config.json", "env")) {
            items.add(new PutFile(layout.on(layout.config().resolve(setting)), Bundle.file("deploy/etc/" + setting), PRIVATE,
                    true));
        }
        return items;
    }

    private static List<String> units(Layout layout) {
        return layout.forUser() ? List.of("user/agentmesh-worker.service")
                : List.of("agentmesh-worker.service", "agentmesh-worker@.service", "agentmesh-server.service");
    }

    private static PutFile file(Layout layout, Path path, PutFile.Content content, String mode) {
        return new PutFile(layout.on(path), content, mode, false);
    }
}
