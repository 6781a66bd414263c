package io.sallyport.audit;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/// Events of every kind.
final class Samples {

    static final SubjectReference BOB = reference("bob");
    static final SubjectReference OLGA = reference("olga");
    static final DocumentReference BUDGET = document("rotterdam-move-budget");
    static final Disclosure DISCLOSURE = new Disclosure(List.of(BUDGET), List.of("finance/old-budget"),
            List.of(new RedactionCount("EMAIL_ADDRESS", "mask", 2)));
    static final PolicyBasis BASIS = new PolicyBasis("r7", List.of("finance.yaml#analysts"), List.of("citations"),
            false);
    static final Tally TALLY = new Tally(1, 2, 40, Optional.of(new Consumption(900, 80)), Duration.ofMillis(321));
    static final Answered ANSWERED = new Answered(TALLY, "stop", 1,
            List.of(new RedactionCount("EMAIL_ADDRESS", "pseudonymise", 1)),
            List.of(new Body(Body.Part.ANSWER, "The move costs 1.2 million [1]."),
                    new Body(Body.Part.SENT_SHA256, "ab".repeat(32))));
    static final Received RECEIVED = new Received(Optional.of("budgeting"), Optional.of("caller"), List.of("finance"),
            false, 74, new AuthenticationFacts(List.of("pwd", "otp"), true, false),
            List.of(new Body(Body.Part.SOURCE_ADDRESS, "127.0.0.1")));
    static final Disclosed DISCLOSED = new Disclosed(BASIS, DISCLOSURE,
            List.of(new Body(Body.Part.QUERY, "move budget"), new Body(Body.Part.PASSAGES, "The budget is [AMOUNT].")));
    static final PolicyInput INPUT = new PolicyInput(
            new PolicyInput.Principal("bob", List.of("all-staff"), List.of("analyst", "staff")),
            Map.of("clearance", new PolicyInput.Field("level", "clearance")),
            Map.of("clearance", new AttributeValue.Text("confidential")), List.of(),
            Map.of("purpose", new AttributeValue.Text("budgeting")), "caller");
    static final Aborted ABORTED = new Aborted(AbortCause.CLIENT_GONE, Optional.of(TALLY), List.of());

    private static final Instant EIGHT = Instant.parse("2026-09-14T08:00:00Z");
    private static final Instant LATER = Instant.parse("2026-09-14T08:01:00Z");

    private Samples() {}

    static SubjectIdentity identity(String id) {
        return new SubjectIdentity("https://issuer.example", id);
    }

    static SubjectReference reference(String id) {
        return Stage.KEYS.references().reference(identity(id));
    }

    static DocumentReference document(String id) {
        return new DocumentReference("halden", "finance", id, "3", "confidential", "acl-1", List.of(0, 2));
    }

    static RequestContext context(String request) {
        return new RequestContext(new RequestId(request), "trace-" + request,
                Optional.of("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01"), "halden", BOB, "desk-app",
                "POST /v1/retrieve");
    }

    static Egressed egressed(String prompt) {
        ModelCall call = new ModelCall(1, ModelOperation.CHAT, "local", "standin", "127.0.0.1", 2, prompt.length(),
                OptionalDouble.of(0.2), OptionalInt.of(512), List.of());
        return new Egressed(call, BASIS, DISCLOSURE, List.of(new Body(Body.Part.PROMPT, prompt)));
    }

    static Released released(int window) {
        return new Released(window, "content", window * 10L, window * 10L + 10,
                List.of(new Body(Body.Part.TEXT, "The move c")));
    }

    static DocumentDeleted deleted(String id) {
        return new DocumentDeleted(document(id), OLGA);
    }

    static List<RequestEvent> requestEvents() {
        return List.of(RECEIVED, egressed("What does the move cost?"), DISCLOSED, released(1), ANSWERED,
                new Refused(RefusalReason.DENIED, Optional.of("finance.yaml#deny"), Optional.of("r7"),
                        List.of(new Body(Body.Part.QUESTION, "What does [PERSON] earn?"))),
                new Failed(FailureCause.PROVIDER_TIMEOUT, Optional.of(TALLY), List.of()), ABORTED);
    }

    static List<OperationalEvent> operationalEvents() {
        List<FileDigest> files = List.of(new FileDigest("finance.yaml", "cd".repeat(32)));
        return List.of(new DocumentWritten(BUDGET, Optional.of("acl-0"), OLGA), new DocumentDeleted(BUDGET, OLGA),
                new AclChanged(BUDGET, "acl-0", OLGA),
                new PolicyPublished("r8", files, BundleDifference.UNKNOWN, Optional.empty()),
                new PolicyRejected("r9", files, BundleDifference.UNKNOWN, 2, List.of("a.yaml: is empty"),
                        Optional.of(reference("pia"))),
                new PolicyImpactRun(reference("pia"), "halden", false, "r8", "r9", 3, 4, 5, Optional.of(
                        new PolicyImpactRun.Replay(200, 7, 6, OptionalLong.of(11), OptionalLong.of(99)))),
                new PolicyShadowDiffered(new RequestId("q1"), "halden", BOB, "r8", "r9", true, true, List.of(),
                        List.of(new PolicyShadowDiffered.Hidden("finance/old-budget", Optional.of("finance.yaml#old"))),
                        1, List.of("duties.yaml#mask"), OptionalLong.of(7)),
                new DriftFound(Drift.ACCESS, List.of("finance/old-budget"), 1, Optional.of(new RequestId("q1"))),
                new AuditSearched(reference("sam"), "halden", "incident", 3, OptionalLong.of(1),
                        OptionalLong.of(9), List.of(new Body(Body.Part.SEARCH, "kind=Egressed"))),
                new AuthenticationFailed(AuthenticationFailure.EXPIRED, 12, EIGHT, LATER), new Started("0.1", 1),
                new Stopped(0), new Heartbeat(2, 1000),
                new TornTailRecovered("00000000000000000000.seg", 64, 100, "ef".repeat(32)), new CapacityLow(1, 3),
                new CapacityRestored(7, 6), new AuditWasUnavailable(Unavailability.LOW_WATER, 5, EIGHT, LATER));
    }
}
