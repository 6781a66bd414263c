package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class AuditConfigurationTests {

    @TempDir
    private Path directory;
    private final List<Integer> exits = new ArrayList<>();
    private ApplicationContextRunner runner = new ApplicationContextRunner();

    @BeforeEach
    void configure() {
        runner = runner.withUserConfiguration(AuditConfiguration.class).withBean(Halt.class, () -> exits::add)
                .withPropertyValues("sallyport.audit.segment-size=16MB",
                        "sallyport.audit.directory=" + directory.resolve("audit"),
                        "sallyport.audit.sealing-key=" + KeyFolder.SEALING,
                        "sallyport.audit.reference-key=" + KeyFolder.REFERENCE);
    }

    @Test
    void theContextOpensTheLogAndClosesItWithStopped() {
        runner.run(context -> assertThat(context.getBean(AuditHealthIndicator.class).health().getStatus())
                .isEqualTo(Status.UP));
        runner.run(context -> assertThat(Stage.kinds(context.getBean(AuditLog.class))).containsExactly("Started",
                "Stopped", "Started"));
    }

    @Test
    void anUnusableDirectoryRefusesTheStartAndNamesTheProperty() throws Exception {
        Path file = Files.writeString(directory.resolve("file"), "x");
        runner.withPropertyValues("sallyport.audit.directory=" + file.resolve("audit")).run(context -> {
            assertThat(context).getFailure()
                    .hasMessageContaining("sallyport.audit.directory=" + file.resolve("audit"));
            assertThat(exitCode(context.getStartupFailure())).isEqualTo(AuditStartRefused.UNUSABLE);
        });
    }

    @Test
    void aDirectoryInUseRefusesTheStartWith72() {
        runner.run(first -> runner
                .run(second -> assertThat(exitCode(second.getStartupFailure())).isEqualTo(AuditStartRefused.LOCKED)));
    }

    @Test
    void aMissingOrUnusableKeyRefusesTheStartWith74AndIsNamed() throws Exception {
        Path open = Files.writeString(directory.resolve("open"), Base64.getEncoder().encodeToString(Stage.secret(3)));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rw-r--r--"));
        Path gone = directory.resolve("gone");
        Map.of("sealing-key=" + open, "is open to others (rw-r--r--)", "sealing-key=" + gone, "cannot be read",
                "sealing-key=", "sallyport.audit.sealing-key is missing", "reference-key=",
                "sallyport.audit.reference-key is missing").forEach(
                        (wrong, message) -> runner
                                .withPropertyValues("sallyport.audit." + wrong)
                                .run(context -> {
                                    assertThat(context).as(wrong).getFailure().rootCause().hasMessageContaining(message)
                                            .hasMessageContaining("sallyport.audit." + wrong.replaceAll("=$", ""));
                                    assertThat(exitCode(context.getStartupFailure())).isEqualTo(AuditStartRefused.KEYS);
                                }));
        assertThat(directory.resolve("audit")).as("nothing was begun").doesNotExist();
    }

    private static int exitCode(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof AuditStartRefused refused) {
                return refused.exitCode();
            }
        }
        return 0;
    }

    @Test
    void aPoisonedLogIsDown() throws Exception {
        runner.run(context -> {
            context.getBean(AuditLog.class).workings().writer().poison("a test", new IllegalStateException("x"));
            assertThat(context.getBean(AuditHealthIndicator.class).health().getStatus()).isEqualTo(Status.DOWN);
            assertThat(exits).containsExactly(70);
        });
    }

    @Test
    void settingsOutOfBoundsRefuseTheStart() {
        for (String wrong : List.of("segment-size=1MB", "queue=1MB", "deadline=0s", "deadline=2m", "name=a/b",
                "replica=", "stream.window=0s", "stream.bytes=1B", "stream.mode=never")) {
            runner.withPropertyValues("sallyport.audit." + wrong)
                    .run(context -> assertThat(context).as(wrong).hasFailed());
        }
    }

    @Test
    void theDefaultsAreTheDocumentedOnes() {
        AuditSettings settings = new Binder(new MapConfigurationPropertySource(Map.of()))
                .bindOrCreate("sallyport.audit", AuditSettings.class);
        assertThat(settings.directory()).isEqualTo(Path.of("data/audit"));
        assertThat(settings.segmentSize().toMegabytes()).isEqualTo(64);
        assertThat(settings.queue().toMegabytes()).isEqualTo(64);
        assertThat(settings.deadline()).hasSeconds(5);
        assertThat(settings.sealingKey()).isEmpty();
        assertThat(settings.referenceKey()).isEmpty();
        assertThat(settings.stream().mode()).isEqualTo(AuditSettings.Mode.WINDOW);
        assertThat(settings.stream().window()).hasMillis(250);
        assertThat(settings.stream().bytes().toBytes()).isEqualTo(2048);
    }
}
