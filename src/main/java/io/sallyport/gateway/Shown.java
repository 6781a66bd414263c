package io.sallyport.gateway;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// What a caller who asked for passages may see.
///
/// @param query    the redacted question
/// @param texts    the redacted passages, before pseudonyms are restored
/// @param passages what goes to the caller
record Shown(String query, List<String> texts, List<DisclosedPassage> passages) {

    static Shown of(String question, Sources sources, Redacting redacting) {
        redacting.announce(Stream.concat(Stream.of(question), sources.texts()));
        String query = redacting.redact(question);
        var texts = sources.passages().stream().map(passage -> redacting.redact(passage.text())).toList();
        var passages = IntStream.range(0, texts.size())
                .mapToObj(rank -> new DisclosedPassage(
                        redacting.cite(rank + 1, sources.passages().get(rank)),
                        redacting.restore(texts.get(rank)),
                        1.0 / (rank + 1)))
                .toList();
        return new Shown(query, texts, passages);
    }
}
