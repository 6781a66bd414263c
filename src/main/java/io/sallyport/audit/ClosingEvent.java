package io.sallyport.audit;

/// How a request ended. Each request has exactly one, also after a crash.
public sealed interface ClosingEvent extends RequestEvent permits Answered, Refused, Failed, Aborted {}
