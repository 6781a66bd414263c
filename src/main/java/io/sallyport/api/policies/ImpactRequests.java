package io.sallyport.api.policies;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;

import io.sallyport.api.Fields;
import io.sallyport.api.Malformed;
import io.sallyport.gateway.PolicyImpact;
import io.sallyport.identity.ClientId;
import io.sallyport.identity.Subject;
import io.sallyport.policy.AccessRequest;
import io.sallyport.policy.PolicySet;

/// Which requests a candidate is tried on: every stated subject with every stated request, and the newest of the audit log;
/// when neither is asked for, what the candidate's own tests ask.
///
/// @param tried   at most [PolicyImpact#MOST_REQUESTS]
/// @param omitted how many requests of its tests are left out
/// @param replay  how many requests of the audit log, at most [PolicyImpact#MOST_REQUESTS]; empty = none
record ImpactRequests(List<AccessRequest> tried, int omitted, OptionalInt replay) {

    private static final int MOST_SUBJECTS = 50;
    private static final int MOST_KINDS = 20;

    /// A subject, whatever client it uses.
    private interface Cast extends Function<Optional<ClientId>, Subject> {}

    static ImpactRequests read(Fields body, PolicySet candidate, Supposition supposition, Instant now) {
        var subjects = body.objects("subjects", MOST_SUBJECTS);
        var requests = body.objects("requests", MOST_KINDS);
        if (subjects.isPresent() && requests.isEmpty()) {
            throw Malformed.field("requests", "must say what the subjects ask");
        }
        var replay = replay(body);
        if (replay.isPresent() && requests.isEmpty()) {
            return new ImpactRequests(List.of(), 0, replay);
        }
        var cast = subjects.map(stated -> stated(stated, supposition)).orElseGet(() -> ofTests(candidate));
        return cut(requests.map(kinds -> each(cast, kinds, supposition)).orElseGet(() -> asTested(candidate, now)),
                requests.isPresent(), replay);
    }

    private static OptionalInt replay(Fields body) {
        if (body.node("replay").isEmpty()) {
            return OptionalInt.empty();
        }
        var last = body.object("replay").only("last").whole("last", 1, PolicyImpact.MOST_REQUESTS);
        if (last.isEmpty()) {
            throw Malformed.field("replay.last", "must say how many requests");
        }
        return last;
    }

    private static ImpactRequests cut(List<AccessRequest> all, boolean stated, OptionalInt replay) {
        int most = PolicyImpact.MOST_REQUESTS;
        if (stated && all.size() > most) {
            throw Malformed.field("requests", "times subjects must be at most %,d".formatted(most));
        }
        return new ImpactRequests(all.stream().limit(most).toList(), Math.max(0, all.size() - most), replay);
    }

    private static List<Cast> stated(List<Fields> subjects, Supposition supposition) {
        var cast = new ArrayList<Cast>();
        for (var subject : subjects) {
            subject.only("subject", "claims");
            cast.add(client -> supposition.subject(subject, client));
        }
        return cast;
    }

    private static List<Cast> ofTests(PolicySet candidate) {
        return candidate.samples().stream()
                .map(AccessRequest::subject)
                .distinct()
                .<Cast>map(subject -> client -> client.map(subject::using).orElse(subject))
                .toList();
    }

    private static List<AccessRequest> each(List<Cast> cast, List<Fields> kinds, Supposition supposition) {
        var requests = new ArrayList<AccessRequest>();
        for (var kind : kinds) {
            kind.only("purpose", "channel", "clientId", "time", "hour", "breakGlass", "model");
            var client = Supposition.client(kind);
            var model = Supposition.model(kind);
            cast.forEach(subject -> requests.add(supposition.request(subject.apply(client), kind, model)));
        }
        return requests.stream().distinct().toList();
    }

    /// Today, at the time of the day that the case states: rules may ask for the hour.
    private static List<AccessRequest> asTested(PolicySet candidate, Instant now) {
        return candidate.samples().stream()
                .map(sample -> new AccessRequest(
                        sample.subject(),
                        sample.purpose(),
                        sample.channel(),
                        sample.model(),
                        candidate.whatIf().today(sample.at(), now),
                        sample.breakGlass()))
                .distinct()
                .toList();
    }
}
