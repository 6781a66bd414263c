package io.sallyport.audit;

/// Ends the process. A port, so that tests can observe the wish to end.
@FunctionalInterface
public interface Halt {

    /// Exit code of a process whose log was poisoned.
    int POISONED = 70;

    /// Asks for the end of the process and returns at once.
    void exit(int code);

    /// Ends this process: in good order if that takes less than 4 seconds, otherwise by force.
    static Halt process() {
        return code -> {
            Thread.ofPlatform().daemon().name("sallyport-audit-exit").start(() -> System.exit(code));
            Thread.ofPlatform().daemon().name("sallyport-audit-halt").start(() -> haltIn4Seconds(code));
        };
    }

    private static void haltIn4Seconds(int code) {
        try {
            Thread.sleep(4000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(code);
    }
}
