/**
 * What a task is, and the rules that decide what may be done with it: records and pure functions, without Camel and
 * without I/O. Everything else may depend on this package; it depends on nothing of ours.
 */
package io.agentmesh.task;
