package io.sallyport.dev.elasticsearch.plugin;

import org.apache.lucene.analysis.en.EnglishAnalyzer;
import org.elasticsearch.index.analysis.AbstractIndexAnalyzerProvider;

/// Lucene's English analyzer with its default stop words, as the `english` analyzer of a distribution without settings.
final class EnglishAnalyzerProvider extends AbstractIndexAnalyzerProvider<EnglishAnalyzer> {
    private final EnglishAnalyzer analyzer = new EnglishAnalyzer();

    EnglishAnalyzerProvider(String name) {
        super(name);
    }

    @Override
    public EnglishAnalyzer get() {
        return analyzer;
    }
}
