package io.sallyport.ingest;

import io.sallyport.document.DocumentVersion;

/// A document that was written.
///
/// @param version the text it has now
/// @param created whether there was no such document before
/// @param chunks  how many chunks its text was cut into
public record Written(DocumentVersion version, boolean created, int chunks) {}
