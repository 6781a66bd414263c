package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/// The whole product for integration tests, once a JVM: gateway, shared Elasticsearch node, identity provider, scripted
/// model and the loaded demo world. Tests that script the model reset it afterwards.
public final class TestStack {

    /// Tests that look for raw values read the whole log.
    private static final String SMALL_SEGMENTS = "--sallyport.audit.segment-size=16MB";

    private TestStack() {}

    public static RunningGateway gateway() {
        return Running.STACK.gateway();
    }

    public static IdentityProvider issuer() {
        return Running.STACK.issuer();
    }

    public static ScriptedModel model() {
        return Running.STACK.model();
    }

    /// A client of the gateway for the people of the demo world.
    public static GatewayClient client() {
        return Running.STACK.client();
    }

    /// Arguments for a further gateway on the same servers, with indices and an audit log of its own.
    public static GatewayArguments arguments() {
        return new GatewayArguments(
                SharedElasticsearch.uri(), issuer().issuer(), model().baseUrl(), temporary("audit"), 0, 0,
                java.util.List.of())
                .with("--sallyport.index.prefix=" + indexPrefix(), SMALL_SEGMENTS);
    }

    /// A fresh folder.
    public static Path temporary(String name) {
        try {
            return Files.createTempDirectory("sallyport-" + name + "-");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String indexPrefix() {
        return "test-" + UUID.randomUUID().toString().substring(0, 8);
    }

    private record Stack(IdentityProvider issuer, ScriptedModel model, RunningGateway gateway, GatewayClient client) {}

    private static final class Running {

        static final Stack STACK = start();

        private static Stack start() {
            var issuer = IdentityProvider.start(0);
            var model = ScriptedModel.start(
                    ScriptedModel.Options.defaults().serving("halden-local", "eu-hosted", "us-frontier"));
            var arguments = new GatewayArguments(
                    SharedElasticsearch.uri(), issuer.issuer(), model.baseUrl(), temporary("audit"), 0, 0,
                    java.util.List.of());
            var gateway = RunningGateway
                    .start(arguments.with("--sallyport.index.prefix=" + indexPrefix(), SMALL_SEGMENTS));
            var client = new GatewayClient(gateway.uri(), issuer::token);
            WorldLoader.load(client);
            return new Stack(issuer, model, gateway, client);
        }
    }
}
