/**
 * The worker's settings as an immutable record, and the list of all settings. Begin with {@link
 * io.agentmesh.settings.WorkerSetting}, which declares each with key, type, default and help, and {@link
 * io.agentmesh.settings.WorkerSettings}, which has the validated values. Nothing here reads a file, an environment
 * variable or a flag: that is done in {@code settings.source}.
 */
package io.agentmesh.settings;
