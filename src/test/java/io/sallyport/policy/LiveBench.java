package io.sallyport.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.TestAudit;
import io.sallyport.document.HeldSchema;

/// A policy folder with everything that makes its content take effect, looked at by hand.
final class LiveBench implements AutoCloseable {

    static final String VOCABULARY_FILE = "00-vocabulary.yaml";
    static final String REQUEST_FILE = "10-request.yaml";

    final Path folder;
    final Path kept;
    final TestAudit audit = new TestAudit();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    final LastGood lastGood;
    final DecisionPoint decisions;
    final LivePolicies live;
    final DirectoryWatch watch;
    final PolicyDirectory directory;
    final PolicyHealthIndicator health;
    final Path candidate;
    final ShadowPolicies shadow;
    final DirectoryWatch shadowWatch;

    private LiveBench(Path folder, Path kept, HeldSchema held) {
        this.folder = folder;
        this.kept = kept;
        this.lastGood = new LastGood(kept);
        var settings = new PolicySettings(
                folder.toString(), java.time.ZoneOffset.UTC, 1_000, 20_000);
        var loader = new PolicyLoader(settings, Given.ENTITIES);
        var start = PolicyStart.of(settings, loader, lastGood, held, audit.log(), Clock.systemUTC());
        this.decisions = new DecisionPoint(start.bundle());
        this.live = new LivePolicies(start, loader, decisions, audit.log(), lastGood, new PolicyMeters(meters),
                Clock.systemUTC());
        this.watch = new DirectoryWatch("test-policies", folder, Duration.ZERO, new LiveFolder(live));
        this.directory = new PolicyDirectory(folder, Optional.empty(), live);
        this.candidate = folder.resolveSibling("candidate");
        this.shadow = new ShadowPolicies(true, decisions, new ShadowMeters(meters), Clock.systemUTC());
        this.shadowWatch = new DirectoryWatch("test-shadow", candidate, Duration.ZERO,
                new ShadowFolder(new ShadowSettings(candidate.toString(), 0), live, shadow));
        this.health = new PolicyHealthIndicator(live, shadow);
        watch.start();
        shadowWatch.start();
    }

    /// Starts over a folder that holds the vocabulary of the tests and one rule.
    static LiveBench start(Path home) {
        var folder = home.resolve("policies");
        Given.write(folder, Map.of(VOCABULARY_FILE, Given.VOCABULARY, REQUEST_FILE, request("anybody")));
        return restart(home);
    }

    /// Starts over what there is.
    static LiveBench restart(Path home) {
        return restart(home, wanted -> List.of());
    }

    /// Starts over what there is, and an index that holds something.
    static LiveBench restart(Path home, HeldSchema held) {
        return new LiveBench(home.resolve("policies"), home.resolve("kept"), held);
    }

    /// A request policy whose only rule has that id.
    static String request(String id) {
        return Given.rules("RequestPolicy", Given.rule(id, "allow", "true"));
    }

    void write(String name, String text) {
        Given.write(folder, Map.of(name, text));
    }

    void delete(String name) {
        try {
            Files.delete(folder.resolve(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String read(String name) {
        try {
            return Files.readString(folder.resolve(name), UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Looks until what is there has been the same twice.
    void settle() {
        watch.look();
        watch.look();
    }

    /// Writes the candidate: the vocabulary and these files, and looks until it was the same twice.
    void tryOut(Map<String, String> files) {
        Given.write(candidate, Map.of(VOCABULARY_FILE, Given.VOCABULARY));
        Given.write(candidate, files);
        settleCandidate();
    }

    void settleCandidate() {
        shadowWatch.look();
        shadowWatch.look();
    }

    PolicyRevision revision() {
        return decisions.current().revision();
    }

    PolicyRevision revisionOfTheFolder() {
        return PolicyFiles.in(folder).revision();
    }

    List<String> kinds() {
        return audit.kinds().stream().filter(kind -> kind.startsWith("Policy")).toList();
    }

    JsonNode lastEvent() {
        var entry = audit.entries().stream().filter(each -> each.kind().startsWith("Policy")).toList().getLast();
        return new JsonMapper().readTree(entry.json());
    }

    double gauge(String name) {
        return meters.get("sallyport.policies." + name).gauge().value();
    }

    double count(String name) {
        return meters.get("sallyport.policies." + name).counter().count();
    }

    @Override
    public void close() {
        watch.stop();
        shadowWatch.stop();
        audit.close();
    }
}
