/**
 * Untrusted text: masked, shortened, counted or made one line. Begin with {@link io.agentmesh.task.text.Mask}. No Camel
 * and no I/O may come in.
 */
package io.agentmesh.task.text;
