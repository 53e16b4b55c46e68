package io.github.onekyu.console.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the page, as they are in the module. */
final class PageFiles {
    private static final String FOLDER = "/io/github/onekyu/console/page/";

    private PageFiles() {}

    static byte[] bytes(String name) {
        try (InputStream in = PageFiles.class.getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalArgumentException("the page has no file " + name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String text(String name) {
        return new String(bytes(name), StandardCharsets.UTF_8);
    }

    static boolean has(String name) {
        return PageFiles.class.getResource(FOLDER + name) != null;
    }

    /** The names of all files that the page may load; notes and licences beside them are not among these. */
    static List<String> served() {
        return names().filter(name -> name.matches(".*\\.(html|css|js|svg)")).toList();
    }

    /** The modules that we wrote. */
    static List<String> modules() {
        return names().filter(name -> name.endsWith(".js") && !name.equals("vendor.js"))
                .toList();
    }

    private static Stream<String> names() {
        try {
            URI folder = PageFiles.class.getResource(FOLDER + "index.html").toURI();
            try (Stream<Path> files = Files.list(Path.of(folder).resolveSibling(""))) {
                return files.map(file -> file.getFileName().toString()).sorted().toList().stream();
            }
        } catch (URISyntaxException | IOException e) {
            throw new IllegalStateException("the page's folder cannot be listed", e);
        }
    }
}
