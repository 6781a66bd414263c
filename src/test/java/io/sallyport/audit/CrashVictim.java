package io.sallyport.audit;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Executors;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;

/// A process that records requests as fast as it can and prints the position of each acknowledged entry, until it is
/// killed.
final class CrashVictim {

    private CrashVictim() {}

    public static void main(String[] arguments) {
        AuditLog log = AuditLog.open(AuditLogTests.settings(Path.of(arguments[0])), Clock.systemUTC(),
                new SimpleMeterRegistry(), Halt.process());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 16; i++) {
                String name = arguments[1] + "-" + i;
                threads.submit(() -> ask(log, name));
            }
        }
    }

    private static void ask(AuditLog log, String name) {
        for (int i = 0;; i++) {
            AuditTrail trail = log.open(Samples.context(name + "-" + i), Samples.RECEIVED);
            acknowledge(trail.egress(Samples.egressed("prompt " + i)));
            acknowledge(trail.close(Samples.ANSWERED).orElseThrow());
        }
    }

    private static void acknowledge(Recorded<? extends RequestEvent> recorded) {
        System.out.println(recorded.position() + " " + recorded.event().kind());
    }
}
