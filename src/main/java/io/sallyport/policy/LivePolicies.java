package io.sallyport.policy;

import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.sallyport.audit.AuditLog;
import io.sallyport.audit.PolicyPublished;
import io.sallyport.audit.PolicyRejected;
import io.sallyport.audit.SubjectReference;
import io.sallyport.document.Schema;

/// The one door through which a bundle takes effect: loaded and tested aside, recorded, and only then in force, in one
/// step. One at a time; whatever fails leaves the bundle before it.
public final class LivePolicies {

    private static final Logger LOG = LoggerFactory.getLogger(LivePolicies.class);

    private final PolicyLoader loader;
    private final DecisionPoint decisions;
    private final Schema schema;
    private final AuditLog log;
    private final LastGood lastGood;
    private final PolicyMeters meters;
    private final Clock clock;
    private final ReentrantLock turn = new ReentrantLock(true);
    private final ReentrantLock checking = new ReentrantLock(true);
    private final AtomicReference<State> state;
    private Optional<PolicyRejected> unrecorded = Optional.empty();

    /// What is in force and what is not.
    ///
    /// @param files    the files of the bundle in force
    /// @param live     its publication
    /// @param rejected what the policy folder holds instead, if that does not load
    public record State(PolicyFiles files, Publication live, Optional<Rejection> rejected) {}

    /// What makes a publication last.
    interface Change extends AutoCloseable {

        /// No change.
        Change NONE = () -> {};

        /// Everything that can fail.
        default void prepare() throws IOException {}

        /// The one step that makes the change.
        void make() throws IOException;

        /// Leaves nothing behind of a change that was not made.
        @Override
        default void close() throws IOException {}
    }

    LivePolicies(
            PolicyStart start,
            PolicyLoader loader,
            DecisionPoint decisions,
            AuditLog log,
            LastGood lastGood,
            PolicyMeters meters,
            Clock clock) {
        this.loader = loader;
        this.decisions = decisions;
        this.schema = start.bundle().schema();
        this.log = log;
        this.lastGood = lastGood;
        this.meters = meters;
        this.clock = clock;
        this.state = new AtomicReference<>(new State(start.files(), start.publication(), start.rejected()));
        meters.show(this);
    }

    /// What is in force now.
    public State state() {
        return state.get();
    }

    /// The bundles that were in force, the newest first; at most 200.
    public List<Publication> publications() {
        return lastGood.publications();
    }

    /// Whether the bundle in force is kept for a restart.
    boolean isKept() {
        return lastGood.isKept();
    }

    /// Loads and tests a bundle as if it were to be published, and nothing more. One at a time.
    ///
    /// @throws PolicyProblems with everything that is wrong
    public void check(PolicyFiles candidate) {
        candidate(candidate);
    }

    /// A bundle that could be published, to compare with the one in force; it decides nothing. One is loaded at a time.
    ///
    /// @throws PolicyProblems with everything that is wrong
    public PolicySet candidate(PolicyFiles candidate) {
        checking.lock();
        try {
            return load(candidate);
        } finally {
            checking.unlock();
        }
    }

    /// Keeps the bundle of the start, once the application has started with it.
    void started() {
        lastGood.keep(state().files(), state().live());
    }

    /// Nothing is published while the work runs, except by itself.
    <T> T alone(Supplier<T> work) {
        turn.lock();
        try {
            return work.get();
        } finally {
            turn.unlock();
        }
    }

    /// Judges what was found in the policy folder, once. What does not load changes nothing but [#state] and health.
    ///
    /// @throws io.sallyport.audit.AuditUnavailable when it cannot be recorded; offered again, it is judged again
    void offer(PolicyFiles found) {
        alone(() -> {
            var now = state();
            if (found.sameAs(now.files())) {
                state.set(new State(now.files(), now.live(), Optional.empty()));
            } else if (now.rejected().filter(rejection -> found.sameAs(rejection.files())).isPresent()) {
                record();
            } else {
                judge(found);
            }
            return found;
        });
    }

    private void judge(PolicyFiles found) {
        try {
            enact(found, Optional.empty(), Change.NONE);
        } catch (PolicyProblems problems) {
            LOG.warn("The changed policies do not load; {} stays in force. Problems:\n{}",
                    state().live().revision(), problems.getMessage());
            unrecorded = Optional.of(rejected(found, problems, Optional.empty()));
            state.set(new State(state().files(), state().live(), Optional.of(
                    new Rejection(found, clock.instant(), problems.problems()))));
            record();
        } catch (IOException impossible) {
            throw new IllegalStateException("no change was to be made", impossible);
        }
    }

    private void record() {
        unrecorded.ifPresent(log::append);
        unrecorded = Optional.empty();
    }

    /// Publishes a bundle that somebody wrote.
    ///
    /// @throws PolicyProblems with everything that is wrong; recorded, nothing changed
    /// @throws IOException when the change cannot be made
    Publication publish(PolicyFiles candidate, SubjectReference by, Change change) throws IOException {
        try (change) {
            return enact(candidate, Optional.of(by), change);
        } catch (PolicyProblems problems) {
            log.append(rejected(candidate, problems, Optional.of(by)));
            throw problems;
        }
    }

    private Publication enact(PolicyFiles candidate, Optional<SubjectReference> by, Change change) throws IOException {
        var bundle = load(candidate);
        var difference = Comparison.of(Optional.of(state().files()), candidate);
        change.prepare();
        log.append(new PolicyPublished(
                bundle.revision().value(), Comparison.recordable(candidate.digests()), difference, by));
        make(change, candidate, by);
        decisions.replace(bundle);
        var publication = new Publication(bundle.revision(), clock.instant(), by, difference);
        state.set(new State(candidate, publication, Optional.empty()));
        unrecorded = Optional.empty();
        meters.published(publication);
        LOG.info("Policies {} are in force", bundle.revision());
        lastGood.keep(candidate, publication);
        return publication;
    }

    /// A publication that was recorded and then failed is recorded as rejected.
    private void make(Change change, PolicyFiles candidate, Optional<SubjectReference> by) throws IOException {
        try {
            change.make();
        } catch (IOException failed) {
            var problem = new Problem(candidate.place(), 0, 0, "", "the policy folder could not be written");
            log.append(rejected(candidate, new PolicyProblems(List.of(problem)), by));
            throw failed;
        }
    }

    private PolicySet load(PolicyFiles candidate) {
        return meters.timed(() -> {
            try {
                var bundle = loader.load(candidate);
                SchemaFit.check(schema, bundle.schema(), candidate);
                return bundle;
            } catch (PolicyProblems problems) {
                throw problems;
            } catch (RuntimeException | StackOverflowError defect) {
                LOG.error("a policy bundle could not be judged", defect);
                throw new PolicyProblems(List.of(new Problem(candidate.place(), 0, 0, "",
                        "cannot be judged (%s), which is a defect".formatted(defect.getClass().getSimpleName()))));
            }
        });
    }

    private PolicyRejected rejected(PolicyFiles files, PolicyProblems problems, Optional<SubjectReference> by) {
        meters.rejected();
        return new PolicyRejected(
                files.revision().value(),
                Comparison.recordable(files.digests()),
                Comparison.of(Optional.of(state().files()), files),
                problems.problems().size(),
                Comparison.recordable(problems),
                by);
    }
}
