package io.github.onekyu.core.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JsonObjectTest {
    private static final JsonObject SAMPLE = (JsonObject)
            Json.parse(
                    "{\"text\":\"a\",\"number\":5,\"decimal\":1.5,\"yes\":true,\"nothing\":null,\"list\":[1],\"object\":{\"k\":1}}");

    @Test
    void membersAreReadByTheirTypeAndNothingElse() {
        assertThat(SAMPLE.string("text")).contains("a");
        assertThat(SAMPLE.string("number")).isEmpty();
        assertThat(SAMPLE.string("number", "fallback")).isEqualTo("fallback");
        assertThat(SAMPLE.integer("number")).hasValue(5);
        assertThat(SAMPLE.integer("decimal")).isEmpty();
        assertThat(SAMPLE.integer("text", 7)).isEqualTo(7);
        assertThat(SAMPLE.isTrue("yes")).isTrue();
        assertThat(SAMPLE.isTrue("number")).isFalse();
        assertThat(SAMPLE.array("list")).contains(JsonArray.of(JsonNumber.of(1)));
        assertThat(SAMPLE.array("object")).isEmpty();
        assertThat(SAMPLE.object("object")).isPresent();
        assertThat(SAMPLE.object("list")).isEmpty();
    }

    @Test
    void nullIsAMemberAndAbsenceIsNone() {
        assertThat(SAMPLE.has("nothing")).isTrue();
        assertThat(SAMPLE.get("nothing")).isEqualTo(JsonNull.NULL);
        assertThat(SAMPLE.has("missing")).isFalse();
        assertThat(SAMPLE.get("missing")).isNull();
    }

    @Test
    void changedCopiesLeaveTheOriginalAlone() {
        JsonObject changed = SAMPLE.with("text", JsonNull.NULL).without("list", "missing");
        assertThat(changed.get("text")).isEqualTo(JsonNull.NULL);
        assertThat(changed.has("list")).isFalse();
        assertThat(SAMPLE.string("text")).contains("a");
        assertThat(SAMPLE.has("list")).isTrue();
        assertThat(changed.members().keySet()).containsExactly("text", "number", "decimal", "yes", "nothing", "object");
    }

    @Test
    void whatItWasMadeOfMayChangeLater() {
        Map<String, JsonValue> source = new LinkedHashMap<>(Map.of("a", JsonNull.NULL));
        JsonObject object = JsonObject.of(source);
        source.put("b", JsonNull.NULL);
        assertThat(object.members()).containsOnlyKeys("a");
        assertThatExceptionOfType(UnsupportedOperationException.class)
                .isThrownBy(() -> object.members().put("c", JsonNull.NULL));
    }

    @Test
    void aBuilderBuildsOnce() {
        JsonObject.Builder builder = JsonObject.builder().put("a", 1);
        JsonObject built = builder.build();
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> builder.put("b", 2));
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(builder::build);
        assertThat(built.members()).hasSize(1);
    }

    @Test
    void equalityIgnoresTheOrderOfMembers() {
        assertThat(Json.parse("{\"a\":1,\"b\":[2]}")).isEqualTo(Json.parse("{\"b\":[2],\"a\":1}"));
        assertThat(Json.parse("{\"a\":1}")).isNotEqualTo(Json.parse("{\"a\":1,\"b\":null}"));
        assertThat(Json.parse("[1,2]")).isNotEqualTo(Json.parse("[2,1]"));
    }

    @Test
    void objectsOfAnySizeKeepTheirOrderAndTheirNames() {
        for (int size : new int[] {0, 1, 4, 5, 15, 16, 17, 18, 100}) {
            JsonObject.Builder builder = JsonObject.builder();
            LinkedHashMap<String, JsonValue> expected = new LinkedHashMap<>();
            for (int i = 0; i < size; i++) {
                builder.put("n" + i, i);
                expected.put("n" + i, JsonNumber.of(i));
            }
            builder.remove("n3").remove("none").put("n7", "again").put("n3", "back");
            expected.remove("n3");
            expected.put("n7", new JsonString("again"));
            expected.put("n3", new JsonString("back"));
            JsonObject object = builder.build();
            assertThat(object.members()).containsExactlyEntriesOf(expected).hasSameHashCodeAs(expected);
            assertThat(Json.parse(Json.write(object))).isEqualTo(object).hasSameHashCodeAs(object);
            assertThat(JsonObject.of(expected)).isEqualTo(object);
            assertThat(object.with("n3", JsonNull.NULL).get("n3")).isEqualTo(JsonNull.NULL);
            assertThat(object.without("n3").has("n3")).isFalse();
            assertThat(object.get("none")).isNull();
            assertThatExceptionOfType(UnsupportedOperationException.class)
                    .isThrownBy(() -> object.members().remove("n3"));
        }
    }
}
