package io.sallyport.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(Quiet.class)
class KeyRingTests {

    private static final String FILE = Layout.subjectKey(Samples.BOB);

    private final SimulatedDisk disk = new SimulatedDisk();
    private final List<Integer> exits = new ArrayList<>();

    private KeyRing open(SimulatedDisk on) throws Exception {
        return open(on, Stage.KEYS, false);
    }

    private KeyRing open(SimulatedDisk on, AuditKeys keys, boolean fresh) throws Exception {
        return KeyRing.open(on, Stage.ORIGIN, keys, new Poison(exits::add), Duration.ofSeconds(5), fresh);
    }

    private static AuditUnavailable refusal(KeyRing ring) {
        try {
            ring.key(Samples.BOB);
            throw new AssertionError("expected a refusal");
        } catch (AuditUnavailable e) {
            return e;
        }
    }

    @Test
    void aKeyIsMadeOnceAndFoundAgainAfterARestart() throws Exception {
        KeyRing first = open(disk, Stage.KEYS, true);
        assertThat(first.find(Samples.BOB)).isEmpty();
        assertThat(first.register(Samples.identity("bob"))).isEqualTo(Samples.BOB);
        BodyKey made = first.key(Samples.BOB);
        assertThat(first.key(Samples.BOB)).isEqualTo(made);
        KeyRing second = open(disk.copy());
        assertThat(second.find(Samples.BOB)).contains(made);
        assertThat(second.own()).isEqualTo(first.own());
        assertThat(made.identity()).contains(Samples.identity("bob"));
        assertThat(first.key(Samples.OLGA).key()).isNotEqualTo(made.key());
    }

    @Test
    void threadsThatSealForOneSubjectAtOnceGetOneKey() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        List<Callable<BodyKey>> callers = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            String id = "subject-" + i / 32;
            callers.add(() -> ring.key(ring.register(Samples.identity(id))));
        }
        Set<String> ids = new HashSet<>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<BodyKey> key : threads.invokeAll(callers)) {
                ids.add(key.get().id());
            }
        }
        assertThat(ids).hasSize(2);
        assertThat(disk.files()).filteredOn(name -> name.startsWith(Layout.SUBJECT_KEYS)).hasSize(2);
    }

    @Test
    void whatIsUsedAgainCostsNoFileAccess() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        BodyKey made = ring.key(Samples.BOB);
        disk.powerFor(0);
        disk.put(FILE, new byte[1]);
        assertThat(ring.key(Samples.BOB)).isEqualTo(made);
    }

    @Test
    void theKeyFileTellsNeitherWhoNorTheKey() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        ring.register(Samples.identity("bob"));
        String file = new String(disk.content(FILE), StandardCharsets.ISO_8859_1);
        assertThat(file).doesNotContain("bob", "issuer.example").doesNotContain(
                new String(ring.key(Samples.BOB).key().getEncoded(), StandardCharsets.ISO_8859_1).substring(0, 8));
    }

    @Test
    void everyFlippedByteOfAKeyFileIsFound() throws Exception {
        open(disk, Stage.KEYS, true).register(Samples.identity("bob"));
        byte[] content = disk.content(FILE);
        for (int at = 0; at < content.length; at++) {
            byte[] flipped = content.clone();
            flipped[at] ^= 1;
            SimulatedDisk damaged = disk.copy();
            damaged.put(FILE, flipped);
            KeyRing ring = open(damaged);
            assertThat(refusal(ring).reason()).as("byte %d", at).isEqualTo(Unavailability.KEYS);
            assertThatThrownBy(() -> ring.find(Samples.BOB)).isInstanceOf(AuditUnavailable.class);
        }
    }

    @Test
    void aKeyFileOfAnotherSubjectOrOriginDoesNotOpen() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        ring.register(Samples.identity("olga"));
        disk.put(FILE, disk.content(Layout.subjectKey(Samples.OLGA)));
        assertThat(refusal(open(disk)).reason()).isEqualTo(Unavailability.KEYS);
        SimulatedDisk other = new SimulatedDisk();
        KeyRing.open(other, "test/0/11111111", Stage.KEYS, new Poison(exits::add), Duration.ofSeconds(5), true)
                .key(Samples.BOB);
        disk.put(FILE, other.content(FILE));
        assertThat(refusal(open(disk)).reason()).isEqualTo(Unavailability.KEYS);
    }

    @Test
    void aTornTemporaryFileIsIgnored() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        disk.put(FILE + ".tmp", new byte[]{'S', 'P', 'K'});
        BodyKey made = ring.key(Samples.BOB);
        assertThat(open(disk.copy()).find(Samples.BOB)).contains(made);
    }

    @Test
    void otherKeysThanThoseOfTheLogAreRefusedAndNamed() throws Exception {
        open(disk, Stage.KEYS, true);
        AuditKeys wrong = new AuditKeys(new HeldKeyEncryption(Stage.secret(5), "sallyport.audit.sealing-key=/k/other"),
                Stage.KEYS.references());
        assertThatThrownBy(() -> open(disk, wrong, false))
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(74))
                .hasMessageContaining("sallyport.audit.sealing-key=/k/other").hasMessageContaining("keys/log.key");
        AuditKeys renaming = new AuditKeys(Stage.KEYS.encryption(),
                new ReferenceKey(Stage.secret(6), "sallyport.audit.reference-key=/k/other"));
        assertThatThrownBy(() -> open(disk, renaming, false))
                .isInstanceOfSatisfying(AuditStartRefused.class, e -> assertThat(e.exitCode()).isEqualTo(74))
                .hasMessageContaining("sallyport.audit.reference-key=/k/other").hasMessageContaining("keys/log.key");
    }

    @Test
    void aLogWithEntriesWhoseKeyIsMissingIsRefused() {
        assertThatThrownBy(() -> open(disk)).isInstanceOf(AuditStartRefused.class)
                .hasMessageContaining("keys/log.key is missing");
    }

    @Test
    void aDiskThatDoesNotTakeTheFileRefusesAndLaterTakesIt() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        disk.failsWrites = true;
        assertThat(refusal(ring).reason()).isEqualTo(Unavailability.KEYS);
        disk.failsWrites = false;
        assertThat(ring.key(Samples.BOB).owner()).contains(Samples.BOB);
        assertThat(exits).isEmpty();
    }

    @Test
    void whenItIsInDoubtWhetherTheFileIsThereTheLogIsPoisoned() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        disk.powerFor(4);
        assertThat(refusal(ring).reason()).isEqualTo(Unavailability.KEYS);
        assertThat(exits).containsExactly(Halt.POISONED);
    }

    static LongStream seeds() {
        return LongStream.range(0, Integer.getInteger("sallyport.laws.rounds", 200));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void aKeyOnceHandedOutSurvivesAPowerCut(long seed) throws Exception {
        Random random = new Random(seed);
        KeyRing ring = open(disk, Stage.KEYS, true);
        disk.powerFor(random.nextInt(12));
        List<BodyKey> handedOut = new ArrayList<>();
        for (String id : List.of("bob", "olga", "pia")) {
            try {
                handedOut.add(ring.key(ring.register(Samples.identity(id))));
            } catch (AuditUnavailable powerIsGone) {
                assertThat(disk.dead()).isTrue();
            }
        }
        KeyRing after = open(disk.powerCut(random));
        for (BodyKey key : handedOut) {
            assertThat(after.find(key.owner().orElseThrow())).contains(key);
        }
        for (String id : List.of("bob", "olga", "pia")) {
            assertThat(after.key(Samples.reference(id)).owner()).as("no torn file is left").isPresent();
        }
    }

    @Test
    void anInterruptIsDeliveredAfterTheKey() throws Exception {
        KeyRing ring = open(disk, Stage.KEYS, true);
        Thread.currentThread().interrupt();
        assertThat(ring.key(Samples.BOB).owner()).isEqualTo(Optional.of(Samples.BOB));
        assertThat(Thread.interrupted()).isTrue();
    }
}
