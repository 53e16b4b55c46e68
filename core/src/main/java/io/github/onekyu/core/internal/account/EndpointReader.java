package io.github.onekyu.core.internal.account;

import io.github.onekyu.core.action.Grant;
import io.github.onekyu.core.action.Pace;
import io.github.onekyu.core.auth.AccessToken;
import io.github.onekyu.core.auth.Door;
import io.github.onekyu.core.config.ConfigView;
import io.github.onekyu.core.config.EndpointKeys;
import io.github.onekyu.core.filter.EventFilter;
import io.github.onekyu.core.filter.EventFilterException;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import io.github.onekyu.core.message.MessageFormat;
import io.github.onekyu.core.transport.Activation;
import io.github.onekyu.core.transport.TransportProvider;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads which endpoints an account has; what has to be edited is said in the configuration's problems.
 */
final class EndpointReader {
    private static final Logger LOG = LoggerFactory.getLogger(EndpointReader.class);
    /** Sections of this kind are no endpoints but tokens for all listeners (EP-14). */
    private static final String TOKEN = "token";

    private static final Pattern NAME = Pattern.compile("([a-z0-9_]+)\\.([A-Za-z0-9_-]+)");
    private static final Pattern CHAT = Pattern.compile("(group|private|discuss):(\\*|[0-9]+)");

    private final ConfigView config;
    private final MessageFormat format;
    private final Map<String, TransportProvider> providers;
    private final JsonObject sections;
    private final boolean again;

    /**
     * @param providers by their names
     * @param again for a reload: a filter that cannot be used is a problem, and what is on or off is no news
     */
    EndpointReader(ConfigView config, MessageFormat format, Map<String, TransportProvider> providers, boolean again) {
        this.config = config;
        this.format = format;
        this.providers = providers;
        this.again = again;
        this.sections = config.json().object("endpoints").orElse(JsonObject.EMPTY);
    }

    /** Those that are on: the classic ones in the order of their names, then the named ones in theirs. */
    List<Endpoint> read() {
        List<Door.Key> keys = keys();
        List<Endpoint> endpoints = new ArrayList<>();
        for (TransportProvider provider : new TreeMap<>(providers).values()) {
            Activation activation = provider.activation(config);
            tell(provider.name(), activation.on() ? "on" : "off", activation.reason());
            if (activation.on()) {
                endpoints.add(new Endpoint(
                        provider.name(),
                        provider,
                        config,
                        format,
                        Optional.empty(),
                        true,
                        Grant.ALL,
                        new Door(token(config), Grant.ALL, keys),
                        settings(config, provider.name())));
            }
        }
        new TreeMap<>(sections.members())
                .forEach((name, section) -> named(name, section, keys).ifPresent(endpoints::add));
        return endpoints;
    }

    private Optional<Endpoint> named(String name, JsonValue section, List<Door.Key> keys) {
        var parts = NAME.matcher(name);
        if (!parts.matches() || !(section instanceof JsonObject values)) {
            config.problem(
                    name,
                    "is no endpoint; expected a section [" + selfId()
                            + ".<transport>.<name>], the name of letters, digits, _ and -",
                    "correct the section's name");
            return Optional.empty();
        }
        if (parts.group(1).equals(TOKEN)) {
            return Optional.empty();
        }
        TransportProvider provider = providers.get(parts.group(1));
        if (provider == null) {
            config.problem(
                    name,
                    "there is no transport " + parts.group(1) + "; installed are "
                            + String.join(", ", new TreeMap<>(providers).keySet()),
                    "correct the section's name, or put the jar of that transport into plugins/");
            return Optional.empty();
        }
        ConfigView view = EndpointKeys.view(config, name, provider.name(), values);
        if (!view.flag("enable", true)) {
            tell(name, "off", "enable = no");
            return Optional.empty();
        }
        requirePort(name, provider.name(), view);
        Activation activation = provider.activation(view);
        tell(name, activation.on() ? "on" : "off", activation.reason());
        if (!activation.on()) {
            config.warning(name, "has no address, so there is nothing to do for it", "set url in its section");
            return Optional.empty();
        }
        Grant grant = grant(name, view);
        return Optional.of(new Endpoint(
                name,
                provider,
                view,
                view.text("message_format").flatMap(MessageFormat::of).orElse(format),
                filter(name, view),
                view.flag("report_self", true),
                grant,
                new Door(token(view), grant, keys),
                withFilter(settings(view, provider.name()), view)));
    }

    private void tell(String name, String state, String reason) {
        if (again) {
            LOG.debug("{} {}: {}", name, state, reason);
        } else {
            LOG.info("{} {}: {}", name, state, reason);
        }
    }

    private JsonObject settings(ConfigView view, String transport) {
        JsonObject.Builder tokens = JsonObject.builder();
        sections.members().forEach((name, section) -> {
            if (name.startsWith(TOKEN + ".")) {
                tokens.put(name, section);
            }
        });
        return Reach.settings(view.json(), tokens.build(), transport, providers.keySet());
    }

    /** A filter is what its file says, not what it is called. */
    private static JsonObject withFilter(JsonObject settings, ConfigView view) {
        Optional<String> file = view.text("filter");
        if (file.isEmpty()) {
            return settings;
        }
        try {
            return settings.with(
                    "filter content",
                    new JsonString(Files.readString(view.home().resolve(file.get()), StandardCharsets.ISO_8859_1)));
        } catch (IOException | InvalidPathException unusable) {
            return settings; // said by filter()
        }
    }

    private long selfId() {
        return config.integer("self_id", 10000);
    }

    /** The classic port is taken by the classic endpoint, and a port that nobody chose is no help. */
    private void requirePort(String name, String transport, ConfigView view) {
        String key = Map.of("http", "port", "ws", "ws_port").getOrDefault(transport, "");
        if (!key.isEmpty() && !view.isSet(key)) {
            config.problem(name + ": port", "is missing; each listener needs its own", "set port in its section");
        }
    }

    private static AccessToken token(ConfigView view) {
        return AccessToken.of(view.text("access_token").orElse(""));
    }

    private List<Door.Key> keys() {
        List<Door.Key> keys = new ArrayList<>();
        new TreeMap<>(sections.members()).forEach((name, section) -> {
            if (!name.startsWith(TOKEN + ".") || !(section instanceof JsonObject values)) {
                return;
            }
            ConfigView view = EndpointKeys.view(config, name, TOKEN, values);
            if (!values.has("access_token") || view.text("access_token").isEmpty()) {
                config.problem(
                        name + ": access_token",
                        "is missing; expected the token these rights are for",
                        "set it, or remove the section");
            } else if (view.flag("enable", true)) {
                keys.add(new Door.Key(name, token(view), grant(name, view)));
            }
        });
        return keys;
    }

    private Optional<EventFilter> filter(String name, ConfigView view) {
        Optional<String> file = view.text("filter");
        if (file.isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(EventFilter.load(view.home(), file.get()));
        } catch (EventFilterException unusable) {
            if (again) {
                config.problem(name + ": filter", String.valueOf(unusable.getMessage()), "correct the file");
            } else {
                LOG.error("{} {}: {}", unusable.code(), name, unusable.getMessage());
            }
            return Optional.of(EventFilter.NONE); // FLT-05, for this endpoint alone
        }
    }

    private Grant grant(String name, ConfigView view) {
        boolean readOnly = view.flag("read_only", false);
        List<String> allowed = words(view, "allow_actions");
        List<String> denied = words(view, "deny_actions");
        Set<String> allowedChats = chats(name, view, "allow_chats");
        Set<String> deniedChats = chats(name, view, "deny_chats");
        long rate = view.integer("rate", 0);
        Optional<Pace> pace = rate <= 0
                ? Optional.empty()
                : Optional.of(new Pace(
                        Math.min(rate, 1_000_000),
                        Math.max(1, view.integer("burst", rate)),
                        view.text("rate_policy").orElse("refuse").equalsIgnoreCase("queue")));
        boolean everything = !readOnly
                && allowed.isEmpty()
                && denied.isEmpty()
                && allowedChats.isEmpty()
                && deniedChats.isEmpty()
                && pace.isEmpty();
        return everything ? Grant.ALL : new Grant(readOnly, allowed, denied, allowedChats, deniedChats, pace);
    }

    private static List<String> words(ConfigView view, String key) {
        return Stream.of(view.text(key).orElse("").split("[,\\s]+"))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private Set<String> chats(String name, ConfigView view, String key) {
        List<String> words = words(view, key);
        for (String word : words) {
            if (!CHAT.matcher(word).matches()) {
                config.problem(
                        name + ": " + key,
                        "\"" + word
                                + "\" is no chat; expected group:<id>, private:<id> or discuss:<id>, or * for the id",
                        "correct it");
            }
        }
        return words.stream().collect(Collectors.toSet());
    }
}
