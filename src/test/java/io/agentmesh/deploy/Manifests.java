package io.agentmesh.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.introspect.Annotated;
import com.fasterxml.jackson.databind.introspect.JacksonAnnotationIntrospector;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.StatefulSet;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.openshift.api.model.monitoring.v1.PrometheusRule;
import io.fabric8.openshift.api.model.monitoring.v1.ServiceMonitor;

/** Kubernetes manifests, read into models that know each field; one that they don't know is an error. */
final class Manifests {

    static final Path FOLDER = Path.of("src/deploy/kubernetes");

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .configure(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES, true)
            .setAnnotationIntrospector(new NoAnySetter());
    private static final Map<String, Class<?>> MODELS = Map.ofEntries(
            model("v1", Service.class), model("v1", PersistentVolumeClaim.class), model("v1", Secret.class),
            model("v1", ConfigMap.class), model("apps/v1", StatefulSet.class), model("apps/v1", Deployment.class),
            model("policy/v1", PodDisruptionBudget.class), model("networking.k8s.io/v1", NetworkPolicy.class),
            model("monitoring.coreos.com/v1", ServiceMonitor.class), model("monitoring.coreos.com/v1", PrometheusRule.class),
            model("keda.sh/v1alpha1", Keda.ScaledObject.class), model("keda.sh/v1alpha1", Keda.TriggerAuthentication.class));

    private Manifests() {
    }

    /** All that are no kustomizations, patches too: these are parts of what they change, and of its kind. */
    static List<Object> all() {
        return files().stream().flatMap(file -> in(read(file)).stream()).toList();
    }

    /** Those of a kind in all files. */
    static <T> List<T> all(Class<T> kind) {
        return all().stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    static <T> List<T> in(String yaml, Class<T> kind) {
        return in(yaml).stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    /** @throws UncheckedIOException where a document isn't one of its kind, with the field that is wrong */
    static List<Object> in(String yaml) {
        try {
            List<Object> manifests = new ArrayList<>();
            for (JsonNode document : YAML.readerFor(JsonNode.class).<JsonNode>readValues(yaml).readAll()) {
                manifests.add(typed(document));
            }
            return manifests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Object typed(JsonNode document) throws JsonProcessingException {
        String name = document.path("apiVersion").asText() + " " + document.path("kind").asText();
        Class<?> model = MODELS.get(name);
        if (model == null) {
            throw new IllegalArgumentException("no model of " + name);
        }
        return YAML.treeToValue(document, model);
    }

    static List<Path> files() {
        try (Stream<Path> files = Files.walk(FOLDER)) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .filter(file -> !file.toString().endsWith(".camel.yaml"))
                    .filter(file -> !file.endsWith("kustomization.yaml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map.Entry<String, Class<?>> model(String apiVersion, Class<?> type) {
        return Map.entry(apiVersion + " " + type.getSimpleName(), type);
    }

    /** The models keep fields that they don't know; here nothing may. */
    private static final class NoAnySetter extends JacksonAnnotationIntrospector {

        private static final long serialVersionUID = 1;

        @Override
        public Boolean hasAnySetter(Annotated annotated) {
            return false;
        }
    }
}
