package io.agentmesh.cli;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.agentmesh.settings.SettingGroup;
import io.agentmesh.settings.WorkerSetting;
import io.agentmesh.settings.source.SettingsFlags;
import io.agentmesh.settings.type.SettingType;
import io.agentmesh.settings.type.SettingTypes;

import picocli.CommandLine.Model.ArgGroupSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The flags of {@code agentmesh worker}, one for each setting that has one. */
final class WorkerOptions {

    private static final String CONFIG = "--config";
    private static final String PROPERTIES = "--properties";

    private final Map<WorkerSetting, String> defaults;

    /** @param defaults of each setting, for the help */
    WorkerOptions(Map<WorkerSetting, String> defaults) {
        this.defaults = defaults;
    }

    void addTo(CommandSpec spec) {
        ArgGroupSpec.Builder sources = group("Where settings come from", 0);
        sources.addArg(OptionSpec.builder(CONFIG).paramLabel("FILE").type(String.class).order(0).description(
                "A JSON file of settings; default: the first of", "~/.config/a2a-worker/config.json,",
                "/etc/a2a-worker/config.json.").build());
        sources.addArg(OptionSpec.builder(PROPERTIES).paramLabel("FILE").type(String.class).order(1).description(
                "A file that overrides the built-in application.properties; default: the one in $AGENTMESH_HOME.")
                .build());
        spec.addArgGroup(sources.build());
        for (SettingGroup group : SettingGroup.values()) {
            ArgGroupSpec.Builder options = group(group.title(), group.ordinal() + 1);
            Stream.of(WorkerSetting.values()).filter(setting -> setting.group() == group)
                    .filter(setting -> !setting.flags().isEmpty())
                    .forEach(setting -> options.addArg(option(setting)));
            spec.addArgGroup(options.build());
        }
    }

    SettingsFlags read(ParseResult parsed) {
        Map<WorkerSetting, List<String>> values = new EnumMap<>(WorkerSetting.class);
        for (WorkerSetting setting : WorkerSetting.values()) {
            if (!setting.flags().isEmpty() && parsed.hasMatchedOption(setting.flags().get(0))) {
                values.put(setting, parsed.matchedOption(setting.flags().get(0)).originalStringValues());
            }
        }
        return new SettingsFlags(parsed.matchedOptionValue(CONFIG, null),
                parsed.matchedOptionValue(PROPERTIES, null), values);
    }

    private OptionSpec option(WorkerSetting setting) {
        SettingType type = setting.type();
        OptionSpec.Builder option = OptionSpec.builder(setting.flags().toArray(String[]::new))
                .paramLabel(type.label()).order(setting.ordinal())
                .description(setting.description().replace("%", "%%"), note(setting).replace("%", "%%"));
        if (!type.choices().isEmpty()) {
            option.completionCandidates(type.choices());
        }
        if (type.isList()) {
            option.type(List.class).auxiliaryTypes(String.class).arity("1");
        } else {
            option.type(String.class);
        }
        return type == SettingTypes.BOOLEAN ? option.arity("0..1").fallbackValue("true").build() : option.build();
    }

    private String note(WorkerSetting setting) {
        String value = defaults.get(setting);
        return "[" + (value == null ? "" : "default " + value + ", ") + setting.variable() + "]";
    }

    private static ArgGroupSpec.Builder group(String title, int order) {
        return ArgGroupSpec.builder().exclusive(false).validate(false).multiplicity("0..1").order(order)
                .heading("%n" + title + ":%n");
    }
}
