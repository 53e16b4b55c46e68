package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;

/** Who we say we are: the product's version, and the plugin's whose protocol we speak (D-42, D-52). */
public final class Version {
    /** The protocol's reference version, which the User-Agent and {@code plugin_version} carry. */
    public static final String PLUGIN_VERSION = "4.15.0";

    private static final String PRODUCT_VERSION = load();

    private Version() {}

    public static String product() {
        return PRODUCT_VERSION;
    }

    /** What handshakes, reports and downloads call us. */
    public static String userAgent() {
        return "CQHttp/" + PLUGIN_VERSION + " Onekyu/" + PRODUCT_VERSION;
    }

    static JsonObject info(ConfigView config) {
        return JsonObject.builder()
                .put("app_name", "Onekyu")
                .put("app_version", PRODUCT_VERSION)
                .put("protocol_version", "v11")
                .put("coolq_directory", config.home().toString())
                .put("coolq_edition", "pro")
                .put("plugin_version", PLUGIN_VERSION)
                .put("plugin_build_number", 0)
                .put("plugin_build_configuration", "release")
                .build();
    }

    private static String load() {
        Properties properties = new Properties();
        try (InputStream in =
                Objects.requireNonNull(Version.class.getResourceAsStream("version.properties"), "version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException("version.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
