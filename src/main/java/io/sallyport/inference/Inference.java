package io.sallyport.inference;

import java.util.Collection;
import java.util.Optional;

import io.sallyport.audit.Egressed;
import io.sallyport.audit.Recorded;

/// Calls models. Each call spends one durable `Egressed` entry that names the same provider and model: without it, with
/// another one or with a spent one the call MUST NOT be made ([IllegalStateException], a defect of the caller).
/// Nothing is retried and no redirect is followed, since each would be an egress of its own.
public interface Inference {

    /// The models that configuration routes to a provider.
    Collection<Model> models();

    /// The model called `id`.
    Optional<Model> model(String id);

    /// Asks and waits for the whole answer.
    ///
    /// @throws ProviderFault when the provider fails
    Completion complete(Recorded<Egressed> egress, Model model, Prompt prompt);

    /// Asks and returns at once; the answer arrives piece by piece.
    Generation stream(Recorded<Egressed> egress, Model model, Prompt prompt);
}
