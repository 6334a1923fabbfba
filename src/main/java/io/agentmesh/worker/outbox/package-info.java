/**
 * Outcomes on disk that the server hasn't acknowledged, and the bodies of reports. Begin with {@link
 * io.agentmesh.worker.outbox.Outbox}. An outcome may leave this package only by the server's own acknowledgement or
 * final rejection.
 */
package io.agentmesh.worker.outbox;
