package io.sallyport.policy;

/// A file of a policy folder as it was read.
///
/// @param path relative to the folder, with `/`
/// @param text its content
record PolicyFile(String path, String text) {

    /// The name without its folders, which is unique in a bundle.
    String baseName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /// One line of the text, from 1, without its line break.
    String line(int number) {
        return text.lines().skip(number - 1L).findFirst().orElse("");
    }
}
