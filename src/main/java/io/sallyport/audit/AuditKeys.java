package io.sallyport.audit;

import java.util.Arrays;

/// The secrets a log needs and does not hold itself.
///
/// @param encryption wraps the keys beside the log
/// @param references computes subject references
record AuditKeys(KeyEncryption encryption, ReferenceKey references) {

    static final String SEALING = "sallyport.audit.sealing-key";
    static final String REFERENCE = "sallyport.audit.reference-key";

    /// Reads both from their files.
    ///
    /// @throws AuditStartRefused naming the property and the file, if one cannot be used
    static AuditKeys read(String sealingKey, String referenceKey) {
        byte[] sealing = SecretFile.read(SEALING, sealingKey);
        byte[] reference = SecretFile.read(REFERENCE, referenceKey);
        if (Arrays.equals(sealing, reference)) {
            throw AuditStartRefused.keys(SEALING + " and " + REFERENCE + " hold the same key, expected two");
        }
        return new AuditKeys(new HeldKeyEncryption(sealing, SEALING + "=" + sealingKey),
                new ReferenceKey(reference, REFERENCE + "=" + referenceKey));
    }
}
