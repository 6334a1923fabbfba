/**
 * Settings that are lists, such as the codebases. Begin with {@link io.agentmesh.settings.list.ListType}. No type may
 * know which setting uses it.
 */
package io.agentmesh.settings.list;
