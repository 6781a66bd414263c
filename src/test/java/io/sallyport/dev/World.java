package io.sallyport.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;

/// The one cast of tests, README, docs, shipped policies and screenshots: Halden Mutual, a bank and insurer, and its
/// clinic.
public final class World {
    private static final List<Person> PEOPLE = List.of(
            halden("alice", "plain employee (customer service)", "all-staff", "staff", Level.INTERNAL, "service"),
            halden("bob", "finance analyst", "finance", "analyst", Level.CONFIDENTIAL, "finance"),
            halden("hana", "HR partner", "people", "people-partner", Level.CONFIDENTIAL, "people"),
            new Person("lena", "legal counsel", "halden", List.of("all-staff", "legal"), List.of("staff", "legal"),
                    Level.SECRET, "eu", "legal", List.of("merger"), List.of(), true),
            new Person("erik", "engineer in Boston", "halden", List.of("all-staff", "engineering"),
                    List.of("staff", "engineer"), Level.CONFIDENTIAL, "us", "engineering", List.of(), List.of(), true),
            halden("nina", "claims handler", "claims", "claims-handler", Level.CONFIDENTIAL, "claims"),
            new Person("conrad", "contractor", "halden", List.of("contractors"), List.of("contractor", "staff"),
                    Level.PUBLIC, "eu", "engineering", List.of(), List.of(), false),
            new Person("carla", "clinician (cardiology)", "halden-clinic", List.of("clinic-staff"),
                    List.of("staff", "clinician"), Level.CONFIDENTIAL, "eu", "cardiology", List.of(),
                    List.of("p-1001", "p-1002"), true),
            halden("sam", "security officer", "security", "security-officer", Level.CONFIDENTIAL, "security"),
            halden("sofia", "security officer", "security", "security-officer", Level.CONFIDENTIAL, "security"),
            halden("dora", "data-protection officer", "privacy", "data-protection-officer", Level.CONFIDENTIAL,
                    "privacy"),
            halden("dieter", "data-protection officer", "privacy", "data-protection-officer", Level.CONFIDENTIAL,
                    "privacy"),
            halden("pia", "policy admin", "governance", "policy-admin", Level.INTERNAL, "governance"),
            halden("olga", "content owner of halden", "content", "content-owner", Level.CONFIDENTIAL, "content"),
            new Person("oskar", "content owner of halden-clinic", "halden-clinic", List.of("clinic-staff", "content"),
                    List.of("staff", "content-owner"), Level.CONFIDENTIAL, "eu", "content", List.of(), List.of(),
                    true));

    private World() {}

    /// An employee of Halden Mutual in the EU with one group and one role beyond those of all staff.
    private static Person halden(String id, String who, String group, String role, Level clearance,
            String department) {
        var groups = List.of("all-staff", group).stream().distinct().toList();
        var roles = List.of("staff", role).stream().distinct().toList();
        return new Person(id, who, "halden", groups, roles, clearance, "eu", department, List.of(), List.of(), true);
    }

    /// Everyone, in a fixed order.
    public static List<Person> people() {
        return PEOPLE;
    }

    /// The person of that id.
    ///
    /// @throws NoSuchElementException if nobody has that id
    public static Person person(String id) {
        return PEOPLE.stream().filter(person -> person.id().equals(id)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("Nobody in the demo world is called " + id));
    }

    /// All documents by id, read once from the files in `world/` on the class path.
    public static List<WorldDocument> documents() {
        return Documents.ALL;
    }

    /// The document of that id.
    ///
    /// @throws NoSuchElementException if no document has that id
    public static WorldDocument document(String id) {
        return Documents.ALL.stream().filter(document -> document.id().equals(id)).findFirst()
                .orElseThrow(() -> new NoSuchElementException("The demo world has no document " + id));
    }

    private static final class Documents {
        static final List<WorldDocument> ALL = read();

        private static List<WorldDocument> read() {
            try (var files = Files.walk(folder())) {
                return files.filter(file -> file.toString().endsWith(".md")).map(FrontMatter::read)
                        .sorted(Comparator.comparing(WorldDocument::id)).toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static Path folder() {
            try {
                return Path.of(Objects.requireNonNull(World.class.getResource("/world"), "no /world folder").toURI());
            } catch (URISyntaxException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
