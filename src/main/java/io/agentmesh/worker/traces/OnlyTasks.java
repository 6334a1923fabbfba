package io.agentmesh.worker.traces;

import java.util.List;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;

/** Samples traces that begin with a task; polls and heartbeats would be thousands. */
final class OnlyTasks implements Sampler {

    static final AttributeKey<String> TASK = AttributeKey.stringKey("agentmesh.task.id");

    @Override
    public SamplingResult shouldSample(Context parent, String traceId, String name, SpanKind kind, Attributes attributes,
            List<LinkData> links) {
        return attributes.get(TASK) == null ? SamplingResult.drop() : SamplingResult.recordAndSample();
    }

    @Override
    public String getDescription() {
        return "OnlyTasks";
    }
}
