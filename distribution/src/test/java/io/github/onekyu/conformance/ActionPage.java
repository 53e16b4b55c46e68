package io.github.onekyu.conformance;

import io.github.onekyu.core.action.ActionSpec;
import io.github.onekyu.core.action.ParamSpec;
import io.github.onekyu.core.json.JsonArray;
import io.github.onekyu.core.json.JsonNull;
import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.core.json.JsonString;
import io.github.onekyu.core.json.JsonValue;
import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

/** Writes {@code docs/actions.md} from the action catalogue. */
final class ActionPage {
    private static final String HEAD = """
            # Actions · 动作

            Generated from the action catalogue of `core` (`actions.json`); do not edit. After a change of the catalogue run
            `mvn -pl distribution -am verify -Dit.test=none -Dtest=ActionPageTest -Donekyu.writeDocs=true
            -Dsurefire.failIfNoSpecifiedTests=false -Dfailsafe.failIfNoSpecifiedTests=false`.

            由 `core` 的动作目录生成，请勿手工修改。

            `name:type` is required, `name:type=default` and `[name:type]` are not; `a|b` are names for the same. An `id` is an
            integer above 0, a `message` is text with CQ codes, an array of segments or one segment, and is read with
            `auto_escape`. A field with `?` may be missing, a type with `?` may be null. Every name can be called with
            `_async`, and with `_rate_limited` where `enable_rate_limited_actions` is on.
            "By" says who answers: the account itself, or the chat host; ✓ marks what the sandbox offers.

            `name:type` 为必填，`name:type=默认值` 与 `[name:type]` 为可选；`a|b` 为同一参数的不同名字。`id` 为正整数；`message` 为带 CQ
            码的文本、消息段数组或单个消息段，受 `auto_escape` 影响。带 `?` 的字段可能缺失，带 `?` 的类型可能为 null。任何动作都可加
            `_async`；打开 `enable_rate_limited_actions` 后可加 `_rate_limited`。“By” 表示由账号自身 (account) 还是聊天端 (host)
            应答，✓ 表示沙盒支持。

            | Action | Params | Data | From | Priority | By |
            | --- | --- | --- | --- | --- | --- |
            """;

    private ActionPage() {}

    /** @param sandbox the names that the sandbox offers */
    static String write(Collection<ActionSpec> catalogue, Set<String> sandbox) {
        StringBuilder page = new StringBuilder(HEAD);
        for (ActionSpec spec : catalogue) {
            String by = spec.ownAction() ? "account" : sandbox.contains(spec.name()) ? "host ✓" : "host";
            page.append("| `").append(spec.name()).append("` | ").append(params(spec));
            page.append(" | ").append(spec.data() instanceof JsonNull ? "null" : code(shape(spec.data())));
            page.append(" | ").append(spec.level()).append(" | ").append(spec.priority());
            page.append(" | ").append(by).append(" |\n");
        }
        long own = catalogue.stream().filter(ActionSpec::ownAction).count();
        return page.append("\n")
                .append(catalogue.size())
                .append(" actions: ")
                .append(own)
                .append(" of the account, ")
                .append(catalogue.size() - own)
                .append(" of hosts, ")
                .append(sandbox.size())
                .append(" of these in the sandbox.\n")
                .toString();
    }

    private static String params(ActionSpec spec) {
        return spec.params().isEmpty()
                ? "–"
                : spec.params().stream().map(param -> code(param(param))).collect(Collectors.joining(" "));
    }

    private static String param(ParamSpec param) {
        String type = param.oneOf().isEmpty()
                ? param.type().name().toLowerCase(java.util.Locale.ROOT)
                : String.join("/", param.oneOf());
        String text = String.join("|", param.names()) + ":" + type;
        if (param.required()) {
            return text;
        }
        return param.fallback().map(value -> text + "=" + value).orElse("[" + text + "]");
    }

    private static String shape(JsonValue shape) {
        if (shape instanceof JsonString type) {
            return type.value();
        }
        if (shape instanceof JsonArray items) {
            return items.stream().map(ActionPage::shape).collect(Collectors.joining(", ", "[", "]"));
        }
        return ((JsonObject) shape)
                .members().entrySet().stream()
                        .map(field -> field.getKey() + ": " + shape(field.getValue()))
                        .collect(Collectors.joining(", ", "{", "}"));
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }
}
