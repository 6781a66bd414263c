package io.sallyport.gateway;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.sallyport.dev.Level;
import io.sallyport.dev.Person;
import io.sallyport.dev.WorldDocument;

/// Says who may read what in the demo world: the shipped policies and the ACLs, written down a second time in plain
/// Java and sharing nothing with the gateway.
final class Oracle {

    private Oracle() {}

    /// For passages that go to the caller.
    static boolean mayRead(Person person, WorldDocument document, String purpose, boolean breakGlass) {
        return mayAsk(person, purpose)
                && acl(person, document)
                && allowed(person, document, purpose, breakGlass)
                && !denied(person, document, purpose, breakGlass);
    }

    /// For passages that go to a model.
    static boolean mayReach(String model, Person person, WorldDocument document, String purpose) {
        return mayRead(person, document, purpose, false) && modelTakes(model, document);
    }

    private static boolean mayAsk(Person person, String purpose) {
        boolean contractor = person.roles().contains("contractor");
        boolean investigation = purpose.equals("audit") || purpose.equals("fraud-investigation");
        return person.roles().contains("staff") && (person.mfa() || !(contractor || investigation));
    }

    private static boolean acl(Person person, WorldDocument document) {
        Set<String> names = Stream.of(
                Stream.of("everyone", "user:" + person.id()),
                person.groups().stream().map("group:"::concat),
                person.roles().stream().map("role:"::concat))
                .flatMap(each -> each)
                .collect(Collectors.toSet());
        return document.allow().stream().anyMatch(names::contains)
                && document.deny().stream().noneMatch(names::contains);
    }

    private static boolean allowed(Person person, WorldDocument document, String purpose, boolean breakGlass) {
        boolean cleared = person.clearance().compareTo(document.classification()) >= 0;
        if (!person.tenant().equals(document.tenant()) || !cleared) {
            return false;
        }
        if (document.tenant().equals("halden")) {
            return true;
        }
        boolean clinician = person.roles().contains("clinician");
        boolean general = patient(document).isEmpty() && document.classification().compareTo(Level.INTERNAL) <= 0;
        boolean treats = purpose.equals("treatment") && clinician && person.careTeam().contains(patient(document));
        return general || treats || (breakGlass && clinician);
    }

    private static boolean denied(Person person, WorldDocument document, String purpose, boolean breakGlass) {
        boolean patientFile = !patient(document).isEmpty();
        return !person.compartments().containsAll(list(document, "compartments"))
                || (tagged(document, "legal-hold") && !person.roles().contains("legal"))
                || (tagged(document, "personal-data") && !text(document, "region").equals("us")
                        && !person.region().equals("eu"))
                || embargoed(document)
                || (tagged(document, "whistleblower") && !purpose.equals("audit"))
                || (patientFile && !person.careTeam().contains(patient(document)) && !breakGlass)
                || (patientFile && !purpose.equals("treatment"))
                || (text(document, "department").equals("psychiatry")
                        && !person.department().equals("psychiatry")
                        && !breakGlass);
    }

    private static boolean modelTakes(String model, WorldDocument document) {
        boolean health = !patient(document).isEmpty() || tagged(document, "health");
        return switch (model) {
            case "halden-local" -> true;
            case "eu-hosted" -> document.classification().compareTo(Level.CONFIDENTIAL) <= 0 && !health;
            case "us-frontier" ->
                document.classification().compareTo(Level.INTERNAL) <= 0 && !health
                        && !tagged(document, "personal-data");
            default -> false;
        };
    }

    private static boolean embargoed(WorldDocument document) {
        String until = text(document, "embargoUntil");
        return !until.isEmpty() && Instant.parse(until).isAfter(Instant.now());
    }

    private static boolean tagged(WorldDocument document, String tag) {
        return list(document, "tags").contains(tag);
    }

    private static String patient(WorldDocument document) {
        return text(document, "patientId");
    }

    private static String text(WorldDocument document, String attribute) {
        return String.valueOf(document.attributes().getOrDefault(attribute, ""));
    }

    private static List<?> list(WorldDocument document, String attribute) {
        return document.attributes().get(attribute) instanceof List<?> values ? values : List.of();
    }
}
