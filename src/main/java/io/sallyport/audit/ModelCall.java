package io.sallyport.audit;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/// One call of a model, as it is about to be made.
///
/// @param number ordinal of the call within the request, from 1; retries and fallbacks count
/// @param operation what is asked
/// @param provider id of the provider
/// @param model model as the provider knows it
/// @param host host the text goes to
/// @param messages messages or texts sent
/// @param characters their length in UTF-16 units
/// @param temperature temperature, if one is sent
/// @param maxTokens bound on the completion, if one is sent
/// @param toolNames names of the tools offered
public record ModelCall(int number, ModelOperation operation, String provider, String model, String host, int messages,
        long characters, OptionalDouble temperature, OptionalInt maxTokens, List<String> toolNames) {

    public ModelCall {
        Require.name(provider, "provider");
        Require.name(model, "model");
        Require.name(host, "host");
        Require.notNegative(number, "number");
        Require.notNegative(messages, "messages");
        Require.notNegative(characters, "characters");
        toolNames = Require.atMost(Require.NAMES, toolNames, "toolNames");
    }
}
