package io.sallyport.redaction;

import java.util.stream.LongStream;

/// Seeds of the laws. A failing test names its seed; `-Dsallyport.laws.rounds=n` runs n times as many.
final class Laws {

    private static final int ROUNDS = Integer.getInteger("sallyport.laws.rounds", 1);

    private Laws() {}

    static LongStream seeds(int count) {
        return LongStream.range(0, (long) count * ROUNDS);
    }
}
