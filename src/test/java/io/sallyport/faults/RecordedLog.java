package io.sallyport.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import tools.jackson.databind.JsonNode;

import io.sallyport.dev.GatewayClient;

/// The whole audit log, read page by page over HTTP.
record RecordedLog(List<Entry> entries) {

    private static final Set<String> CLOSING = Set.of("Answered", "Refused", "Failed", "Aborted");

    /// One entry with its texts.
    record Entry(long position, String kind, JsonNode json, JsonNode texts) {

        String request() {
            return text("request");
        }

        String text(String member) {
            return json.path(member).asString("");
        }

        long number(String member) {
            return json.path(member).asLong(-1);
        }

        boolean closes() {
            return CLOSING.contains(kind);
        }
    }

    static RecordedLog read(GatewayClient client, String officer) {
        var entries = new ArrayList<Entry>();
        String after = "";
        do {
            var page = client.get(officer, "/v1/audit/entries?purpose=test&order=oldest&limit=1000" + after);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            page.json().get("entries").forEach(each -> entries.add(entry(each)));
            var next = page.json().path("next");
            after = next.isMissingNode() ? "" : "&after=" + next.asLong();
        } while (!after.isEmpty());
        return new RecordedLog(List.copyOf(entries));
    }

    private static Entry entry(JsonNode json) {
        return new Entry(json.get("position").asLong(), json.get("kind").asString(), json.get("entry"),
                json.get("texts"));
    }

    List<Entry> of(String request) {
        return entries.stream().filter(entry -> entry.request().equals(request)).toList();
    }

    List<String> kinds(String request) {
        return of(request).stream().map(Entry::kind).toList();
    }

    boolean isClosed(String request) {
        return of(request).stream().anyMatch(Entry::closes);
    }

    /// The one closing entry of a request: after every other entry of it.
    Entry closing(String request) {
        var own = of(request);
        assertThat(own).as("entries of request " + request).isNotEmpty();
        assertThat(own.stream().filter(Entry::closes)).as("closing entries of %s in %s", request, kinds(request))
                .hasSize(1);
        assertThat(own.getLast().closes()).as("the closing entry is the last of %s", kinds(request)).isTrue();
        return own.getLast();
    }

    /// The redacted text of the windows that were released to the caller, put together.
    String released(String request) {
        return of(request).stream().filter(entry -> entry.kind().equals("Released"))
                .map(entry -> entry.texts().path("text").asString())
                .collect(Collectors.joining());
    }

    /// Whoever was received was closed exactly once, and nobody else was.
    void assertEveryRequestIsClosedOnce() {
        assertThat(entries).extracting(Entry::position).doesNotHaveDuplicates().isSorted().startsWith(0L);
        Map<String, List<Entry>> requests = entries.stream().filter(entry -> !entry.request().isEmpty())
                .filter(entry -> entry.kind().equals("Received") || entry.closes())
                .collect(Collectors.groupingBy(Entry::request));
        requests.forEach((request, own) -> {
            assertThat(own.getFirst().kind()).as("first entry of " + request).isEqualTo("Received");
            assertThat(own).as("Received and one closing entry of " + request).hasSize(2);
            closing(request);
        });
    }
}
