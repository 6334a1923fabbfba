/**
 * Notifications between all servers on one database that something has changed, by LISTEN and NOTIFY or within the
 * process. Begin with {@link io.agentmesh.server.notify.Signals}. A notification may be lost, so no class here may be
 * the only way by which something happens.
 */
package io.agentmesh.server.notify;
