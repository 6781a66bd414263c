package io.sallyport.gateway;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;

import io.sallyport.audit.AuditLog;
import io.sallyport.document.DocumentId;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.RecordedRequests;
import io.sallyport.policy.RecordedRequests.NotReplayable;
import io.sallyport.retrieval.Census;
import io.sallyport.retrieval.Difference;

/// Decides requests of the audit log again. Of their entries only what policy saw is opened, no text.
final class Replay {

    private static final Duration FOR_COUNTING = Duration.ofSeconds(30);

    private final AuditLog log;
    private final ImpactTrial trial;
    private final TreeMap<String, Integer> notReplayable = new TreeMap<>();

    Replay(AuditLog log, ImpactTrial trial) {
        this.log = log;
        this.trial = trial;
    }

    /// The newest requests that policy decided, of the tenant of the trial.
    ///
    /// @throws ImpactUnfinished when it takes too long
    /// @throws io.sallyport.audit.AuditUnavailable when the log cannot be read
    ReplayReport newest(int wanted) {
        var until = trial.deadline().minus(FOR_COUNTING);
        var reading = ReplayReading.of(log, trial.tenant(), wanted, trial.clock(), until);
        var again = again(reading);
        var held = trial.held(again.stream().flatMap(each -> each.disclosed().stream()).collect(Collectors.toSet()));
        return new ReplayReport(
                wanted,
                reading.requests().size(),
                reading.since(),
                reading.cutShort(),
                reading.undecided(),
                notReplayable,
                totals(again, held),
                together(again, held),
                reading.first(),
                reading.last());
    }

    private List<DecidedAgain> again(ReplayReading reading) {
        var recorded = new RecordedRequests(trial.live(), trial.candidate());
        var again = new ArrayList<DecidedAgain>();
        for (var then : reading.requests()) {
            trial.checkTime();
            try {
                again.add(DecidedAgain.of(then, recorded, trial));
            } catch (NotReplayable cannot) {
                notReplayable.merge(cannot.reason(), 1, Integer::sum);
            }
        }
        return again;
    }

    private static ReplayReport.Totals totals(List<DecidedAgain> again, Census.Held held) {
        return new ReplayReport.Totals(
                again.size(),
                count(again, DecidedAgain::isNewlyRefused),
                count(again, DecidedAgain::isNewlyAllowed),
                count(again, each -> each.losesAny(held)),
                count(again, DecidedAgain::drifted));
    }

    private static int count(List<DecidedAgain> requests, Predicate<DecidedAgain> condition) {
        return Math.toIntExact(requests.stream().filter(condition).count());
    }

    private List<ReplayedRequest> together(List<DecidedAgain> again, Census.Held held) {
        var kinds = List.copyOf(again.stream()
                .collect(Collectors.groupingBy(
                        each -> each.kind(trial), LinkedHashMap::new, Collectors.toUnmodifiableList()))
                .values());
        var newest = kinds.stream().<AccessRequest>map(kind -> kind.getFirst().request()).toList();
        var impacts = trial.on(newest);
        var together = new ArrayList<ReplayedRequest>();
        for (int at = 0; at < kinds.size(); at++) {
            var kind = kinds.get(at);
            together.add(new ReplayedRequest(
                    kind.getFirst().then().subject(),
                    kind.size(),
                    count(kind, DecidedAgain::drifted),
                    impacts.get(at),
                    disclosed(kind, held)));
        }
        return together;
    }

    private static ReplayedRequest.Disclosed disclosed(List<DecidedAgain> kind, Census.Held held) {
        var documents = kind.stream().flatMap(each -> each.disclosed().stream()).collect(Collectors.toSet());
        var gone = documents.stream().filter(id -> kind.stream().noneMatch(each -> each.keeps(id, held))).toList();
        var lost = documents.stream().filter(id -> kind.stream().anyMatch(each -> each.loses(id, held)))
                .sorted(Comparator.comparing(DocumentId::toString))
                .toList();
        return new ReplayedRequest.Disclosed(
                documents.size(),
                gone.size(),
                lost.size(),
                lost.stream().limit(Difference.LISTED).toList());
    }
}
