package io.github.onekyu.core.internal.extension;

import io.github.onekyu.core.extension.ExtensionProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds extensions: those of the class path, then those of the jars in one folder, in the order of their names. The jars
 * share a class loader of their own, so that one may hold what another needs. What cannot be loaded is logged and
 * skipped.
 */
final class ExtensionLoader implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ExtensionLoader.class);
    private static final String SKIPPED = "_";

    private final URLClassLoader classes;

    /** @param folder may not exist */
    ExtensionLoader(Path folder) {
        this.classes = new URLClassLoader(
                "extensions", jars(folder).toArray(new URL[0]), ExtensionLoader.class.getClassLoader());
    }

    ClassLoader classes() {
        return classes;
    }

    List<ExtensionProvider> load() {
        List<ExtensionProvider> found = new ArrayList<>();
        Iterator<ExtensionProvider> providers =
                ServiceLoader.load(ExtensionProvider.class, classes).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return found;
                }
                ExtensionProvider provider = providers.next();
                if (provider.name().startsWith(SKIPPED)) {
                    LOG.info("extension {} skipped: its name begins with {}", provider.name(), SKIPPED);
                } else {
                    found.add(provider);
                }
            } catch (ServiceConfigurationError | LinkageError | RuntimeException broken) {
                LOG.error(
                        "OKY-1901 an extension cannot be loaded and is skipped: {}; update or remove its jar",
                        broken.getMessage());
            }
        }
    }

    private static List<URL> jars(Path folder) {
        List<Path> jars = new ArrayList<>();
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jar")) {
                files.forEach(jars::add);
            } catch (IOException | DirectoryIteratorException e) {
                LOG.error(
                        "OKY-1901 the extensions in {} cannot be listed: {}; make the folder readable",
                        folder,
                        e.getMessage());
            }
        }
        List<URL> urls = new ArrayList<>();
        jars.stream().sorted().forEach(jar -> {
            if (jar.getFileName().toString().startsWith(SKIPPED)) {
                LOG.info("{} skipped: its name begins with {}", jar, SKIPPED);
                return;
            }
            try (JarFile readable = new JarFile(jar.toFile())) {
                LOG.debug("{} has {} entries", jar, readable.size());
                urls.add(jar.toUri().toURL());
            } catch (IOException e) {
                LOG.error("OKY-1901 {} is no jar and is skipped: {}; replace or remove it", jar, e.getMessage());
            }
        });
        return urls;
    }

    @Override
    public void close() {
        try {
            classes.close();
        } catch (IOException e) {
            LOG.debug("the jars of the extensions cannot be closed", e);
        }
    }
}
