package io.github.onekyu.core.extension;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Compiles an extension and packs it the way somebody outside would. */
final class ExtensionJar {
    private ExtensionJar() {}

    /**
     * An extension named {@code name} in {@code <home>/extensions/<file>}.
     *
     * @param create what its constructor does, with {@code context} at hand
     * @param members the hooks
     */
    static void write(Path home, String file, String name, String create, String members) {
        String type = "Ext" + name.replaceAll("[^A-Za-z0-9]", "");
        String source = "package probe;\n"
                + "import io.github.onekyu.core.action.*;\n"
                + "import io.github.onekyu.core.extension.*;\n"
                + "import io.github.onekyu.core.json.*;\n"
                + "public final class " + type + " implements ExtensionProvider {\n"
                + "  public String name() { return \"" + name + "\"; }\n"
                + "  public Extension create(ExtensionContext context) { return new Made(context); }\n"
                + "  static final class Made implements Extension {\n"
                + "    final ExtensionContext context;\n"
                + "    Made(ExtensionContext context) { this.context = context; " + create + " }\n"
                + "    void tell(String what, JsonValue value) {\n"
                + "      context.call(\"tell\", JsonObject.builder().put(\"who\", \"" + name
                + "\").put(\"what\", what).put(\"value\", value).build());\n"
                + "    }\n"
                + members + "\n  }\n}\n";
        try {
            Path work = Files.createTempDirectory(home, "compile");
            Path java = Files.writeString(work.resolve(type + ".java"), source);
            JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "tests need a JDK");
            int result = compiler.run(null, null, null, "-cp", coreClasses(), "-d", work.toString(), java.toString());
            if (result != 0) {
                throw new AssertionError("not compiled: " + source);
            }
            pack(work, Files.createDirectories(home.resolve("extensions")).resolve(file), "probe." + type);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String coreClasses() {
        try {
            return Path.of(ExtensionProvider.class
                            .getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new AssertionError(e);
        }
    }

    private static void pack(Path classes, Path jar, String provider) throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(classes)) {
            files = all.filter(file -> file.toString().endsWith(".class")).toList();
        }
        try (OutputStream out = Files.newOutputStream(jar);
                JarOutputStream packed = new JarOutputStream(out)) {
            for (Path file : files) {
                packed.putNextEntry(
                        new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
                Files.copy(file, packed);
            }
            packed.putNextEntry(new JarEntry("META-INF/services/" + ExtensionProvider.class.getName()));
            packed.write(provider.getBytes(StandardCharsets.UTF_8));
        }
    }
}
