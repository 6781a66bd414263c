package io.sallyport.dev;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// What a gateway needs to run on servers of the development stack, as command-line arguments.
///
/// @param elasticsearch  the cluster
/// @param issuer         the identity provider
/// @param model          the OpenAI-compatible endpoint behind every demo model
/// @param audit          the directory of the audit log
/// @param port           0 = any
/// @param managementPort 0 = any
/// @param more           further arguments, each `--name=value`
public record GatewayArguments(
        URI elasticsearch, URI issuer, URI model, Path audit, int port, int managementPort, List<String> more) {

    public GatewayArguments {
        more = List.copyOf(more);
    }

    /// The same with further arguments.
    public GatewayArguments with(String... arguments) {
        var all = new ArrayList<>(more);
        all.addAll(List.of(arguments));
        return new GatewayArguments(elasticsearch, issuer, model, audit, port, managementPort, all);
    }

    /// The same on these ports.
    public GatewayArguments on(int apiPort, int operationsPort) {
        return new GatewayArguments(elasticsearch, issuer, model, audit, apiPort, operationsPort, more);
    }

    /// The arguments, with the settings of the demo world read from `settings`, a file or class path location.
    ///
    /// Keys of the audit log are beside its directory; made if they are missing.
    public List<String> toList(String settings) {
        var keys = keys();
        var arguments = new ArrayList<>(List.of(
                "--spring.config.import=" + settings,
                "--spring.elasticsearch.uris=" + elasticsearch,
                "--spring.security.oauth2.resourceserver.jwt.issuer-uri=" + issuer,
                "--sallyport.inference.providers.development.base-url=" + model,
                "--sallyport.audit.directory=" + audit,
                "--sallyport.audit.sealing-key=" + keys.sealing(),
                "--sallyport.audit.reference-key=" + keys.reference(),
                "--sallyport.policies.last-good=" + audit.resolveSibling(audit.getFileName() + "-policies"),
                "--server.address=127.0.0.1",
                "--management.server.address=127.0.0.1",
                "--server.port=" + port,
                "--management.server.port=" + managementPort));
        arguments.addAll(more);
        return arguments;
    }

    /// Tests also name directories that cannot be: then the keys are beside the file that is in the way.
    private AuditKeyFiles keys() {
        Path beside = audit.toAbsolutePath();
        for (Path parent = beside.getParent(); parent != null && Files.isRegularFile(parent);) {
            beside = parent;
            parent = beside.getParent();
        }
        return AuditKeyFiles.in(beside.resolveSibling(beside.getFileName() + "-keys"));
    }
}
