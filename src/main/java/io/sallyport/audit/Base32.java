package io.sallyport.audit;

/// Base32 of RFC 4648 in lower case and without padding: safe as a file name, also where case does not count.
final class Base32 {

    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;

    private Base32() {}

    /// The first so many bytes as text.
    static String of(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder((length * Byte.SIZE + BITS - 1) / BITS);
        int pending = 0;
        int bits = 0;
        for (int at = 0; at < length; at++) {
            pending = (pending << Byte.SIZE | bytes[at] & 0xFF) & 0xFFFF;
            for (bits += Byte.SIZE; bits >= BITS; bits -= BITS) {
                text.append(ALPHABET.charAt(pending >> bits - BITS & 31));
            }
        }
        if (bits > 0) {
            text.append(ALPHABET.charAt(pending << BITS - bits & 31));
        }
        return text.toString();
    }
}
