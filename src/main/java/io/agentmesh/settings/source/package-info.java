/**
 * Sources of settings: flags, {@code A2A_*} variables, {@code config.json} and {@code application.properties}, in this
 * order. Begin with {@link io.agentmesh.settings.source.WorkerSettingsReader}. No setting is declared and no value is
 * parsed here, and nothing here knows Camel.
 */
package io.agentmesh.settings.source;
