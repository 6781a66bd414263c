package io.sallyport.policy;

import java.time.Instant;

import io.sallyport.identity.Subject;

/// Everything that is known before a document is looked at.
///
/// @param subject    who asks
/// @param purpose    what for; already checked against what client and roles may claim
/// @param channel    through which kind of application
/// @param model      the model asked for, or [ModelId#CALLER] when passages go to the caller without one
/// @param at         when; rules see it cut to milliseconds
/// @param breakGlass whether the gateway granted emergency access
public record AccessRequest(
        Subject subject, Purpose purpose, Channel channel, ModelId model, Instant at, boolean breakGlass) {}
