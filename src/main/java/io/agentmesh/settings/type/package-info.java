/**
 * How each type of value is parsed, validated and written. Begin with {@link io.agentmesh.settings.type.SettingTypes},
 * the table of types. No type may know which setting uses it.
 */
package io.agentmesh.settings.type;
