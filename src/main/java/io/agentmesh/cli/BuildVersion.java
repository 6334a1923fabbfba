package io.agentmesh.cli;

import java.util.Properties;

import io.agentmesh.settings.source.ProgramFile;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints: the versions of the program, Camel and Java, as a bug report needs them. */
final class BuildVersion implements IVersionProvider {

    @Override
    public String[] getVersion() {
        Properties build = read();
        return new String[] {
            "agentmesh " + build.getProperty("version"),
            "Apache Camel " + build.getProperty("camel"),
            "Java " + Runtime.version() + " (" + System.getProperty("java.vendor") + "), "
                    + System.getProperty("os.name") + " " + System.getProperty("os.arch")
        };
    }

    /** When what was built is from, as {@code 2026-11-24}: the same for each build of the same sources. */
    static String date() {
        return read().getProperty("date").substring(0, "2026-11-24".length());
    }

    private static Properties read() {
        return ProgramFile.properties(BuildVersion.class, "build.properties");
    }
}
