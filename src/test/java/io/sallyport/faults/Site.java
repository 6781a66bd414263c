package io.sallyport.faults;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

import org.springframework.util.FileSystemUtils;

import io.sallyport.dev.ElasticsearchNode;
import io.sallyport.dev.GatewayArguments;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.GatewayProcess;
import io.sallyport.dev.ScriptedModel;
import io.sallyport.dev.World;
import io.sallyport.dev.WorldLoader;

/// The gateway as a process, with a node, an issuer and a model of its own that a test may stop. Shared by the fault
/// tests of a JVM, since every start takes long; before each test [#restore] mends what the test before it broke.
final class Site {

    /// A question that its document answers.
    static final String QUESTION = "What is the budget of the Rotterdam office move?";

    private static final String DOCUMENT = "rotterdam-move-budget";
    private static final int ATTEMPTS = 5;
    private static final String[] MODELS = {"halden-local", "eu-hosted", "us-frontier"};

    private final Path home = temporary();
    private final ElasticsearchNode node = ElasticsearchNode.start(
            home.resolve("node"), ElasticsearchNode.Options.defaults());
    private final String prefix = "faults-" + UUID.randomUUID().toString().substring(0, 8);
    private final KeyServer issuer = new KeyServer();
    private ScriptedModel model = ScriptedModel.start(ScriptedModel.Options.defaults().serving(MODELS));
    private Path audit = home.resolve("audit");
    private boolean modelRuns = true;
    private boolean written;
    private Optional<GatewayProcess> gateway = Optional.empty();

    private Site() {}

    private static final class Shared {
        static final Site SITE = start();

        private static Site start() {
            var site = new Site();
            Runtime.getRuntime().addShutdownHook(new Thread(site::stop));
            return site;
        }
    }

    static Site shared() {
        return Shared.SITE;
    }

    /// Everything runs and nothing is scripted when this returns.
    void restore() {
        if (!node.process().isAlive()) {
            node.restart();
        }
        issuer.start();
        startModel();
        if (gateway.isEmpty() || !gateway.get().isAlive()) {
            startGateway();
        }
        gateway().awaitReady();
        writeDocument();
        warmUp();
        model.reset();
    }

    /// What the gateway is started with.
    GatewayArguments arguments() {
        return argumentsFor(audit);
    }

    /// The same with another audit directory.
    GatewayArguments argumentsFor(Path directory) {
        return new GatewayArguments(node.uri(), issuer.issuer(), model.baseUrl(), directory, 0, 0, List.of()).with(
                "--sallyport.index.prefix=" + prefix,
                "--sallyport.audit.segment-size=16MB",
                "--sallyport.inference.providers.development.idle=4s");
    }

    /// Starts the gateway on the audit directory there is.
    void startGateway() {
        gateway = Optional.of(GatewayProcess.start(arguments()));
    }

    private void warmUp() {
        for (int attempt = 1; ask().status() != 200; attempt++) {
            if (attempt == ATTEMPTS) {
                throw new IllegalStateException("The gateway does not answer:\n" + gateway().output());
            }
        }
    }

    /// Once; a busy machine may need more than one attempt.
    private void writeDocument() {
        for (int attempt = 1; !written; attempt++) {
            var reply = client().put(
                    "olga",
                    "/v1/collections/finance/documents/" + DOCUMENT + "?refresh=wait",
                    WorldLoader.body(World.document(DOCUMENT)));
            written = reply.status() < 300;
            if (!written && attempt == ATTEMPTS) {
                throw new IllegalStateException("The document is not written: " + reply.body());
            }
        }
    }

    GatewayProcess gateway() {
        return gateway.orElseThrow();
    }

    ElasticsearchNode node() {
        return node;
    }

    ScriptedModel model() {
        return model;
    }

    KeyServer issuer() {
        return issuer;
    }

    Path audit() {
        return audit;
    }

    /// From the next start on the gateway has another audit directory: this one is ruined.
    void condemnAudit() {
        audit = home.resolve("audit-" + UUID.randomUUID());
    }

    void stopModel() {
        modelRuns = false;
        model.close();
    }

    private void startModel() {
        if (modelRuns) {
            model.reset();
        } else {
            model = ScriptedModel.start(
                    ScriptedModel.Options.defaults().serving(MODELS).onPort(model.baseUrl().getPort()));
            modelRuns = true;
        }
    }

    /// A client for everybody.
    GatewayClient client() {
        return new GatewayClient(gateway().uri(), issuer::token);
    }

    /// Asks as bob and waits for the whole answer.
    GatewayClient.Reply ask() {
        return client().post("bob", "/v1/chat/completions", question(false));
    }

    /// Asks as bob for an answer in pieces.
    StreamedAnswer stream() {
        return StreamedAnswer.to(client(), "bob", question(true));
    }

    /// How often the model was asked.
    long egresses() {
        return model.requests().stream().filter(each -> each.path().endsWith("/chat/completions")).count();
    }

    /// The log as an officer reads it.
    RecordedLog log() {
        return RecordedLog.read(client(), "sam");
    }

    static Map<String, Object> question(boolean streamed) {
        return Map.of(
                "model",
                "halden-local",
                "stream",
                streamed,
                "messages",
                List.of(Map.of("role", "user", "content", QUESTION)));
    }

    private void stop() {
        gateway.ifPresent(GatewayProcess::kill);
        model.close();
        issuer.stop();
        node.close();
        try {
            FileSystemUtils.deleteRecursively(home);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("sallyport-faults-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
