package io.github.onekyu.core.action;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.onekyu.core.error.ProtocolException;
import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The generic matrix over every row of the catalogue, as far as parameters go (ACT-10 a to d). */
class ActionCatalogTest {
    static Stream<ActionSpec> rows() {
        return ActionCatalog.standard().all().stream();
    }

    private static JsonObject complete(ActionSpec spec, boolean asText) {
        JsonObject.Builder params = JsonObject.builder();
        for (ParamSpec param : spec.params()) {
            String json = switch (param.type()) {
                case ID, MESSAGE_ID, INT -> asText ? "\"7\"" : "7";
                case BOOL -> asText ? "\"no\"" : "false";
                case STRING, ANY ->
                    param.oneOf().isEmpty() ? "\"x\"" : "\"" + param.oneOf().get(0) + "\"";
                case MESSAGE -> asText ? "\"hi\"" : "[{\"type\":\"text\",\"data\":{\"text\":\"hi\"}}]";
                case OBJECT -> asText ? "\"{\\\"flag\\\":\\\"f\\\"}\"" : "{\"flag\":\"f\"}";
                case ARRAY -> asText ? "\"[1]\"" : "[1]";
            };
            params.put(param.name(), Json.parse(json));
        }
        return params.build();
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Tag("ACT-10")
    void parametersOfTheListedTypesReachTheHostAsTheyAre(ActionSpec spec) {
        JsonObject given = complete(spec, false);

        assertThat(spec.normalise(new Params(given)).json()).isEqualTo(given);
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Tag("ACT-10")
    @Tag("PAR-12")
    void theSameAsStringsGivesTheSame(ActionSpec spec) {
        assertThat(spec.normalise(new Params(complete(spec, true))).json()).isEqualTo(complete(spec, false));
    }

    @ParameterizedTest
    @MethodSource("rows")
    @Tag("ACT-02")
    @Tag("ACT-10")
    void eachRequiredParameterIsMissed(ActionSpec spec) {
        for (ParamSpec param : spec.params()) {
            Params without = new Params(complete(spec, false).without(param.name()));
            if (param.required()) {
                assertThatThrownBy(() -> spec.normalise(without))
                        .isInstanceOfSatisfying(
                                ProtocolException.class,
                                e -> assertThat(e.retcode()).isEqualTo(100))
                        .hasMessageContaining(param.name());
            } else {
                assertThat(spec.normalise(without).value(param.name())).isEqualTo(param.fallback());
            }
        }
    }

    @Test
    void everyActionOfTheFirstTwoPrioritiesOfVersion4IsThere() {
        assertThat(ActionCatalog.standard().all())
                .filteredOn(spec -> spec.level().equals("v4") && spec.priority().compareTo("P1") <= 0)
                .hasSize(29);
    }
}
