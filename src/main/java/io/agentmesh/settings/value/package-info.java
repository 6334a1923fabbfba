/**
 * Values that are more than a number or a text, and the errors for rejected ones. Begin with {@link
 * io.agentmesh.settings.value.SettingsException}, whose message is a sentence for people. No class here may know which
 * settings exist.
 */
package io.agentmesh.settings.value;
