package io.sallyport.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.dev.ElasticsearchNode;
import io.sallyport.dev.GatewayArguments;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayProcess;
import io.sallyport.dev.IdentityProvider;
import io.sallyport.dev.PolicyFolders;

/// Elasticsearch with the corpus, an issuer, a model without latency, and the shipped policies without the limit of
/// requests a minute.
final class LoadedStack implements AutoCloseable {

    /// How many chunks the corpus has at least.
    static final int CHUNKS = Integer.getInteger("sallyport.benchmark.chunks", 20_000);

    /// The collection that holds the corpus.
    static final String COLLECTION = "engineering";

    /// Fault tests start the jar with the quick compiler alone; this variable overrules their command line.
    private static final Map<String, String> BOTH_COMPILERS = Map.of("_JAVA_OPTIONS", "-XX:TieredStopAtLevel=4");

    private static final int BATCH = 50;
    private static final int WRITERS = 4;
    private static final JsonMapper JSON = new JsonMapper();

    private final Path folder;
    private final ElasticsearchNode node;
    private final IdentityProvider issuer = IdentityProvider.start(0);
    private final InstantModel model;
    private final Map<String, String> tokens = new ConcurrentHashMap<>();
    private final Corpus corpus = new Corpus();
    private final AtomicInteger gateways = new AtomicInteger();

    /// @param model closed with the stack
    LoadedStack(InstantModel model) {
        try {
            this.folder = Files.createTempDirectory("sallyport-benchmark-");
            this.model = model;
            PolicyFolders.copyRules(Files.createDirectory(folder.resolve("policies")),
                    text -> text.replaceAll("requestsPerMinute: \\d+, ", ""));
            this.node = ElasticsearchNode.start(folder.resolve("elasticsearch"), ElasticsearchNode.Options.defaults());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI elasticsearch() {
        return node.uri();
    }

    /// The folder of the policies in force.
    Path policies() {
        return folder.resolve("policies");
    }

    List<String> questions() {
        return corpus.questions();
    }

    /// Starts the release jar on this stack with an audit log of its own.
    ///
    /// @param cluster where it finds Elasticsearch
    GatewayProcess gateway(URI cluster) {
        var audit = folder.resolve("audit-" + gateways.incrementAndGet());
        var settings = "file:" + Path.of("src/test/resources/application-development.yaml").toAbsolutePath();
        int port = freePort();
        int managementPort = freePort();
        var arguments = new GatewayArguments(
                cluster, issuer.issuer(), model.baseUrl(), audit, port, managementPort, List.of())
                .with("--sallyport.policies.directory=" + policies())
                .toList(settings);
        var gateway = GatewayProcess.launch(arguments, BOTH_COMPILERS, folder, port, managementPort);
        gateway.awaitReady();
        return gateway;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Whose processor time tells what a call costs, also on a busy machine.
    Map<String, ProcessHandle> processes(GatewayProcess gateway) {
        var processes = new LinkedHashMap<String, ProcessHandle>();
        processes.put("gateway", gateway.process());
        processes.put("Elasticsearch", node.process());
        return processes;
    }

    /// A client that signs in once a person, as a real one would.
    GatewayClient client(GatewayProcess gateway) {
        return new GatewayClient(gateway.uri(), person -> tokens.computeIfAbsent(person, issuer::token));
    }

    /// Writes documents through the bulk API until there are enough chunks.
    ///
    /// @return the number of chunks
    int write(GatewayClient client) {
        var chunks = new AtomicInteger();
        var batches = new AtomicInteger();
        new Load(WRITERS, 1).run(writer -> {
            while (chunks.get() < CHUNKS) {
                chunks.addAndGet(writeBatch(client, batches.getAndIncrement()));
            }
        });
        post(client, "\n", "?refresh=wait");
        return chunks.get();
    }

    private int writeBatch(GatewayClient client, int batch) {
        String lines = IntStream.range(batch * BATCH, (batch + 1) * BATCH)
                .mapToObj(number -> JSON.writeValueAsString(corpus.document(number)))
                .collect(Collectors.joining("\n"));
        return post(client, lines, "").lines().mapToInt(LoadedStack::chunks).sum();
    }

    private static int chunks(String line) {
        var result = JSON.readTree(line);
        if (result.path("status").asInt() != 201) {
            throw new IllegalStateException("the gateway did not take a document: " + line);
        }
        return result.path("chunks").asInt();
    }

    private static String post(GatewayClient client, String lines, String query) {
        var reply = client.post("olga", "/v1/collections/" + COLLECTION + "/documents:bulk" + query, lines);
        if (reply.status() != 200) {
            throw new IllegalStateException("the gateway did not take the corpus: " + reply.body());
        }
        return reply.body();
    }

    @Override
    public void close() {
        node.close();
        issuer.close();
        model.close();
        FileSystemUtils.deleteRecursively(folder.toFile());
    }
}
