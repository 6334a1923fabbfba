/**
 * Values that are more than a number or a text, and the errors that say why one is rejected. Begin with {@link
 * io.agentmesh.settings.value.SettingsException}, whose message is a sentence for a person. No class here may know
 * which settings exist.
 */
package io.agentmesh.settings.value;
