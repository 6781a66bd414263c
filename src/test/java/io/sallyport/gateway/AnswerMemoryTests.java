package io.sallyport.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;

import io.sallyport.gateway.AnswerMemory.Source;
import io.sallyport.identity.Subject;

class AnswerMemoryTests {

    private static final Subject ALICE = Askers.subject("alice", true);
    private static final List<Source> SOURCES = List.of(Source.of(Papers.document("a")));

    private final AnswerMemory memory = new AnswerMemory(Duration.ofHours(1));

    @Test
    void anAnswerIsRecognisedByItsTextForItsSubject() {
        memory.remember(ALICE, "It is so [1].", SOURCES);
        assertThat(memory.recognise(ALICE, "It is so [1].")).contains(SOURCES);
        assertThat(memory.recognise(ALICE, " It is so [1].\n")).as("clients trim").contains(SOURCES);
    }

    @Test
    void anyOtherTextIsNot() {
        memory.remember(ALICE, "It is so [1].", SOURCES);
        assertThat(memory.recognise(ALICE, "It is so [2].")).isEmpty();
        assertThat(memory.recognise(ALICE, "It is  so [1].")).isEmpty();
        assertThat(memory.recognise(ALICE, "")).isEmpty();
    }

    @Test
    void anyOtherSubjectIsNot() {
        memory.remember(ALICE, "It is so [1].", SOURCES);
        for (var other : List.of(
                Askers.subject("bob", true),
                Askers.subject("https://issuer.example", "halden-clinic", "alice", true, Set.of()),
                Askers.subject("https://other.example", "halden", "alice", true, Set.of()))) {
            assertThat(memory.recognise(other, "It is so [1].")).isEmpty();
        }
    }

    @Test
    void partsDoNotRunTogether() {
        memory.remember(Askers.subject("i", "tenant", "x", true, Set.of()), "yz", SOURCES);
        assertThat(memory.recognise(Askers.subject("i", "tenant", "xy", true, Set.of()), "z")).isEmpty();
        assertThat(memory.recognise(Askers.subject("i", "tenantx", "y", true, Set.of()), "z")).isEmpty();
    }

    @Test
    void whatIsTooOldIsForgotten() {
        var brief = new AnswerMemory(Duration.ZERO);
        brief.remember(ALICE, "It is so [1].", SOURCES);
        assertThat(brief.recognise(ALICE, "It is so [1].")).isEmpty();
    }
}
