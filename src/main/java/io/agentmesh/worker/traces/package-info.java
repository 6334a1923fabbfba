/** One OpenTelemetry trace a task, sent by OTLP. Only loaded where an endpoint is named. */
package io.agentmesh.worker.traces;
