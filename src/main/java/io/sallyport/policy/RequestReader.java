package io.sallyport.policy;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

import io.sallyport.identity.ClientId;

/// Reads the request of a case: what the gateway would know of it.
final class RequestReader {

    private static final String USUAL_CLIENT = "policy-test";
    private static final String USUAL_CHANNEL = "api";

    private final RuleBook book;
    private final PolicySettings settings;
    private final boolean whole;

    RequestReader(RuleBook book, PolicySettings settings, boolean whole) {
        this.book = book;
        this.settings = settings;
        this.whole = whole;
    }

    /// A request nobody makes yet.
    record Asked(ClientId client, Purpose purpose, Channel channel, Instant at, boolean breakGlass) {

        AccessRequest by(Supposed supposed, Attributes subject, ModelId model) {
            return new AccessRequest(
                    supposed.subject(subject.name(), subject.values(), client),
                    purpose,
                    channel,
                    model,
                    at,
                    breakGlass);
        }
    }

    Optional<Asked> read(YamlNode node, Instant now) {
        var entries = node.entries(RequestField.names());
        var purpose = node.require(entries, "purpose").flatMap(RequestReader::name);
        var channel = name(entries, "channel", USUAL_CHANNEL);
        var client = name(entries, "clientId", USUAL_CLIENT);
        var time = Optional.ofNullable(entries.get("time")).flatMap(ValueReader::instant).orElse(now);
        var at = Optional.ofNullable(entries.get("hour"))
                .flatMap(hour -> atHour(hour, time, entries.containsKey("time")))
                .orElse(time);
        boolean breakGlass = Optional.ofNullable(entries.get("breakGlass")).flatMap(YamlNode::bool).orElse(false);
        return purpose.map(
                known -> new Asked(new ClientId(client), new Purpose(known), new Channel(channel), at, breakGlass));
    }

    /// The declared model of that name.
    Optional<ModelId> model(YamlNode node) {
        var known = new TreeMap<String, ModelId>();
        book.models().keySet().forEach(model -> known.put(model.value(), model));
        return whole
                ? TestReader.known(node, "model", known)
                : node.text().flatMap(name -> Optional.ofNullable(known.get(name)));
    }

    private static String name(Map<String, YamlNode> entries, String key, String usual) {
        return Optional.ofNullable(entries.get(key)).flatMap(RequestReader::name).orElse(usual);
    }

    private static Optional<String> name(YamlNode node) {
        return node.scalar("a name of 1 to 100 characters", text -> Optional.of(text)
                .filter(known -> Identifiers.isOne(known, 100)));
    }

    /// The gateway derives the hour from the time, so the test moves the time to that hour of the same day.
    private Optional<Instant> atHour(YamlNode node, Instant time, boolean stated) {
        return node.number(0, 23).flatMap(hour -> {
            var moved = new WhatIf(book.vocabulary(), settings).atHour(time, hour);
            if (moved.isEmpty()) {
                node.problem("that day has no such hour in zone " + settings.zone());
            } else if (stated && !moved.get().equals(time)) {
                node.problem(
                        "request.time is in another hour of zone %s; state one of both".formatted(settings.zone()));
            }
            return moved;
        });
    }
}
