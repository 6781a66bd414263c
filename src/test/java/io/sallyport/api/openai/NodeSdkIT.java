package io.sallyport.api.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;

import io.sallyport.dev.TestStack;

/// The unmodified OpenAI client for Node, from `src/test/node`. Without its packages the check is skipped, unless
/// `-Dsallyport.node=required` says that it must not be.
class NodeSdkIT {

    private static final Path CHECK = Path.of("src/test/node");

    @Test
    void everyCheckOfTheNodeClientPasses() throws IOException, InterruptedException {
        boolean installed = Files.isDirectory(CHECK.resolve("node_modules/openai"));
        boolean required = "required".equals(System.getProperty("sallyport.node"));
        assumeTrue(installed || required, "SKIPPED: run 'npm ci --prefix src/test/node' first (.ci/run does)");
        assertThat(installed).as("the packages of src/test/node are required, run npm ci there").isTrue();

        var output = Files.createTempFile("sallyport-node-", ".log");
        var builder = new ProcessBuilder("node", "check.mjs")
                .directory(CHECK.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("SALLYPORT_URL", TestStack.gateway().uri().toString());
        builder.environment().put("SALLYPORT_TOKEN", TestStack.issuer().token("bob"));
        builder.environment().put("SALLYPORT_REFUSED_TOKEN", TestStack.issuer().token("conrad"));
        var process = builder.start();
        assertThat(process.waitFor(90, TimeUnit.SECONDS)).as("the check ended").isTrue();

        assertThat(Files.readString(output)).contains("conformance: all checks passed");
        assertThat(process.exitValue()).isZero();
    }
}
