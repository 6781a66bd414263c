package io.sallyport.gateway;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.PolicyFolders;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;
import io.sallyport.policy.PolicyFiles;

/// A gateway of its own whose policies a test edits, with two documents that are found by one question: `left` and
/// `right`, tagged so.
public final class EditedPolicies implements AutoCloseable {

    /// What both documents answer.
    public static final String QUESTION = "What about the wombat?";

    /// The file that a test edits.
    public static final String FILE = "60-edited.yaml";

    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    private final Path folder = TestStack.temporary("policies");
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final RunningGateway gateway;
    private final GatewayClient client;

    private EditedPolicies(List<String> arguments) {
        PolicyFolders.copyRules(folder,
                text -> text.replaceAll("requestsPerMinute: \\d+", "requestsPerMinute: 1000000"));
        edit(FILE, denying("right"));
        gateway = RunningGateway.start(TestStack.arguments()
                .with("--sallyport.policies.directory=" + folder, "--sallyport.policies.interval=50ms")
                .with(arguments.toArray(String[]::new)));
        client = new GatewayClient(gateway.uri(),
                person -> tokens.computeIfAbsent(person, TestStack.issuer()::token));
        write("left");
        write("right");
    }

    public static EditedPolicies start(String... arguments) {
        return new EditedPolicies(List.of(arguments));
    }

    public GatewayClient client() {
        return client;
    }

    public RunningGateway gateway() {
        return gateway;
    }

    /// A policy by which no document with that tag is read.
    public static String denying(String tag) {
        return """
                apiVersion: sallyport/v1
                kind: RetrievalPolicy
                metadata: { name: edited, owner: tests@halden.example }
                spec:
                  rules:
                    - id: not-%s
                      effect: deny
                      reason: Not %s.
                      when: |
                        "%s" in document.tags
                """.formatted(tag, tag, tag);
    }

    /// Writes the file as an editor does: aside, then renamed.
    public void edit(String file, String text) {
        try {
            Path aside = folder.resolve("." + file + ".swp");
            Files.writeString(aside, text);
            Files.move(aside, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String read(String file) {
        try {
            return Files.readString(folder.resolve(file));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// The revision of what the folder holds now.
    public String revisionOfTheFolder() {
        return PolicyFiles.in(folder).revision().value();
    }

    /// The revision of the folder, were that file's content another.
    public String revisionWith(String file, String text) {
        return PolicyFiles.in(folder).with(file, text.getBytes(java.nio.charset.StandardCharsets.UTF_8)).revision()
                .value();
    }

    /// Publishes another content of [#FILE] over the API, which returns when it is in force.
    public String publish(String text) {
        String before = state().get("revision").asString();
        var reply = client.put("pia", "/v1/policies/" + FILE, text, "Content-Type", "application/yaml", "If-Match",
                before);
        if (reply.status() != 200) {
            throw new AssertionError(reply.body());
        }
        return reply.json().get("revision").asString();
    }

    /// Waits until what the folder holds is in force and nothing is rejected.
    public void awaitPublished() {
        String wanted = revisionOfTheFolder();
        await(state -> state.get("revision").asString().equals(wanted) && !state.has("rejected"));
    }

    /// Waits until what the folder holds is rejected.
    public void awaitRejected() {
        String wanted = revisionOfTheFolder();
        await(state -> state.at("/rejected/revision").asString("").equals(wanted));
    }

    private void await(java.util.function.Predicate<JsonNode> reached) {
        long end = System.nanoTime() + PATIENCE;
        while (!reached.test(state())) {
            if (System.nanoTime() > end) {
                throw new AssertionError("still " + state());
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    /// What `GET /v1/policies` tells.
    public JsonNode state() {
        return client.get("pia", "/v1/policies").json();
    }

    private void write(String tag) {
        var body = Map.of(
                "title", "The " + tag + " wombat",
                "text", "The wombat on the " + tag + " sleeps.",
                "classification", "internal",
                "acl", Map.of("allow", List.of("everyone")),
                "attributes", Map.of("region", "eu", "tags", List.of(tag)));
        var reply = client.put("olga", "/v1/collections/finance/documents/%s?refresh=wait".formatted(tag), body);
        if (reply.status() != 201) {
            throw new AssertionError(reply.body());
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
