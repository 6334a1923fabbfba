package io.agentmesh.deploy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import io.fabric8.kubernetes.api.model.Secret;

/** What {@code make-secrets} prints, each text by {@code name/key}. */
record MadeSecrets(Map<String, String> texts) {

    static MadeSecrets make() throws IOException, InterruptedException {
        Process script = new ProcessBuilder(Manifests.FOLDER.resolve("make-secrets").toString()).start();
        String printed = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (script.waitFor() != 0) {
            throw new AssertionError("exit " + script.exitValue() + ": " + printed);
        }
        Map<String, String> texts = new HashMap<>();
        Manifests.in(printed, Secret.class).forEach(secret -> secret.getStringData()
                .forEach((key, text) -> texts.put(secret.getMetadata().getName() + "/" + key, text)));
        return new MadeSecrets(Map.copyOf(texts));
    }

    String text(String key) {
        return texts.get(key);
    }

    /** As Kubernetes mounts it. */
    Path file(Path folder, String key) throws IOException {
        Path file = folder.resolve(key);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text(key));
    }
}
