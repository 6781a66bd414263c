package io.sallyport.gateway;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.sallyport.audit.AuditEntry;
import io.sallyport.audit.AuditLog;
import io.sallyport.audit.EntryFilter;
import io.sallyport.audit.EntryOrder;
import io.sallyport.audit.RequestId;
import io.sallyport.audit.StoredBody;
import io.sallyport.audit.SubjectIdentity;
import io.sallyport.dev.GatewayClient;
import io.sallyport.dev.RunningGateway;
import io.sallyport.dev.TestStack;

/// What the audit log of a gateway tells about one request, read from the log itself.
public record AuditView(List<AuditEntry> entries) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Of the request that the gateway of the test stack answered with `reply`.
    public static AuditView of(GatewayClient.Reply reply) {
        return of(TestStack.gateway(), reply.header("x-request-id"));
    }

    /// Read from the newest entry back to the request's first.
    public static AuditView of(RunningGateway gateway, String requestId) {
        var log = gateway.bean(AuditLog.class);
        var filter = EntryFilter.all().ofRequest(new RequestId(requestId));
        var found = new ArrayList<AuditEntry>();
        var after = OptionalLong.empty();
        do {
            var page = log.entries(filter, EntryOrder.NEWEST_FIRST, after, 2);
            found.addAll(page.entries());
            after = page.next();
        } while (after.isPresent() && found.stream().noneMatch(entry -> entry.kind().equals("Received")));
        return new AuditView(List.copyOf(found.reversed()));
    }

    /// What entries of the test stack call a person.
    public static String reference(String person) {
        return reference(TestStack.gateway(), person);
    }

    /// What entries of this gateway call a person.
    static String reference(RunningGateway gateway, String person) {
        return gateway.bean(AuditLog.class)
                .reference(new SubjectIdentity(TestStack.issuer().issuer().toString(), person)).value();
    }

    public List<String> kinds() {
        return entries.stream().map(AuditEntry::kind).toList();
    }

    /// The members of each entry of that kind.
    public List<JsonNode> all(String kind) {
        return entries.stream().filter(entry -> entry.kind().equals(kind)).map(entry -> JSON.readTree(entry.json()))
                .toList();
    }

    /// The members of the one entry of that kind.
    public JsonNode one(String kind) {
        var found = all(kind);
        if (found.size() != 1) {
            throw new AssertionError("expected one " + kind + " among " + kinds());
        }
        return found.getFirst();
    }

    /// The text of that part beside the first entry of that kind which has it.
    public Optional<String> text(String kind, String part) {
        return texts(kind, part).stream().findFirst();
    }

    /// The texts of that part beside all entries of that kind.
    public List<String> texts(String kind, String part) {
        return entries.stream()
                .filter(entry -> entry.kind().equals(kind))
                .flatMap(entry -> entry.bodies().stream())
                .filter(body -> body.part().equals(part))
                .map(StoredBody::text)
                .map(Optional::orElseThrow)
                .toList();
    }
}
