package io.agentmesh.deploy;

import java.util.List;
import java.util.Map;

import io.fabric8.kubernetes.api.model.ObjectMeta;

/** The fields of KEDA's resources (keda.sh/v1alpha1) that its documentation lists; fabric8 has no model of them. */
final class Keda {

    private Keda() {
    }

    record ScaledObject(String apiVersion, String kind, ObjectMeta metadata, ScaledObjectSpec spec) {
    }

    record ScaledObjectSpec(TargetRef scaleTargetRef, Integer pollingInterval, Integer cooldownPeriod,
            Integer initialCooldownPeriod, Integer idleReplicaCount, Integer minReplicaCount, Integer maxReplicaCount,
            Map<String, Object> fallback, Advanced advanced, List<Trigger> triggers) {
    }

    record TargetRef(String apiVersion, String kind, String name, String envSourceContainerName) {
    }

    record Advanced(Boolean restoreToOriginalReplicaCount, AutoscalerConfig horizontalPodAutoscalerConfig,
            Map<String, Object> scalingModifiers) {
    }

    record AutoscalerConfig(String name, Behavior behavior) {
    }

    record Behavior(ScalingRules scaleDown, ScalingRules scaleUp) {
    }

    record ScalingRules(Integer stabilizationWindowSeconds, String selectPolicy, List<Map<String, Object>> policies) {
    }

    /** The metadata are texts, whatever they mean. */
    record Trigger(String type, String name, String metricType, Boolean useCachedMetrics, Map<String, String> metadata,
            AuthenticationRef authenticationRef) {
    }

    record AuthenticationRef(String name, String kind) {
    }

    record TriggerAuthentication(String apiVersion, String kind, ObjectMeta metadata, AuthenticationSpec spec) {
    }

    record AuthenticationSpec(List<SecretRef> secretTargetRef, List<Map<String, String>> env) {
    }

    record SecretRef(String parameter, String name, String key) {
    }
}
