/**
 * How each kind of value is read, checked and written. Begin with {@link io.agentmesh.settings.type.SettingTypes}, the table
 * of kinds. No type may know which setting uses it.
 */
package io.agentmesh.settings.type;
