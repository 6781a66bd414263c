package io.sallyport.audit;

/// A document was deleted.
///
/// @param document the document as it was
/// @param by who did it
public record DocumentDeleted(DocumentReference document, SubjectReference by) implements OperationalEvent {}
