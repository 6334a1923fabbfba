package io.agentmesh.camel;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;

import org.apache.camel.main.Main;

/**
 * A camel-main application made of checked settings, a list of route files and named beans.
 *
 * <p>The settings have been merged already (flag, environment, file, default), so Camel itself must not look into the
 * environment again: what stands in {@code overrides} wins over the properties files, and nothing else does.
 */
public final class CamelApp {

    private CamelApp() {
    }

    /**
     * @param propertiesFile an {@code application.properties} that goes before the built-in one, or null
     * @param routes         Camel resource URIs, see {@link RouteFiles}
     * @param overrides      property names and values that win over the files
     * @param beans          what the routes name by {@code #bean:…} or {@code ref:}
     */
    public static Main create(Path propertiesFile, List<String> routes, Map<String, String> overrides,
            Map<String, Object> beans) {
        Main main = new Main();
        main.setPropertyPlaceholderLocations("classpath:application.properties");
        main.addInitialProperty("camel.component.properties.environmentVariableMode", "1");
        main.configure().withAutoConfigurationEnvironmentVariablesEnabled(false);
        main.configure().withRoutesIncludePattern(String.join(",", routes));
        main.configure().withBasePackageScanEnabled(false);
        Properties properties = PropertyValues.file(propertiesFile);
        properties.putAll(overrides);
        main.setOverrideProperties(properties);
        main.bind("file", new FolderComponent());
        beans.forEach(main::bind);
        return main;
    }
}
