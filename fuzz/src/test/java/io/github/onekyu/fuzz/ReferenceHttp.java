package io.github.onekyu.fuzz;

import io.github.onekyu.fuzz.ReferenceJson.Outcome;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What communication.md §3 says a request is to be answered with: the checks of HTTP-11 in their order. */
final class ReferenceHttp {
    /** {@code call} is null unless the status is 200 and the action one that tells what it was called with. */
    record Expected(int status, @Nullable String call) {}

    private ReferenceHttp() {}

    /**
     * @param target printable ASCII or bytes above it, one character each; starts with a slash; no fragment
     * @param type the value of Content-Type, empty for none
     * @param authorization the value of Authorization, empty for none
     */
    static @Nullable Expected answer(String method, String target, String type, String authorization, byte[] body) {
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        String query = question < 0 ? "" : target.substring(question + 1);
        // Undertow takes a second question mark away before anybody sees it.
        Map<String, @Nullable Object> params = pairs(query.startsWith("?") ? query.substring(1) : query);
        String name = path.substring(1);
        name = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        if (name.contains("/")) {
            return name.startsWith("data/") ? null : new Expected(404, null);
        }
        if (path.equals("/") || path.equals("//")) {
            return new Expected(404, null);
        }
        if (method.equals("OPTIONS")) {
            return new Expected(200, null);
        }
        if (!method.equals("GET") && !method.equals("POST")) {
            return new Expected(405, null);
        }
        int access = access(authorization, params.get("access_token"));
        if (access != 200) {
            return new Expected(access, null);
        }
        String media = type.contains(";") ? type.substring(0, type.indexOf(';')) : type;
        if (method.equals("POST") && !type.isBlank()) {
            Map<String, @Nullable Object> own = new LinkedHashMap<>();
            if (media.strip().equalsIgnoreCase("application/json")) {
                Map<String, @Nullable Object> read = json(body);
                if (read == null) {
                    return new Expected(400, null);
                }
                own.putAll(read);
            } else if (media.strip().equalsIgnoreCase("application/x-www-form-urlencoded")) {
                own.putAll(pairs(new String(body, StandardCharsets.ISO_8859_1)));
            } else {
                return new Expected(406, null);
            }
            own.putAll(params);
            params = own;
        }
        return called(decode(name, false), params);
    }

    private static Expected called(String action, Map<String, @Nullable Object> params) {
        return switch (action) {
            case "echo", "slow" -> {
                Map<String, @Nullable Object> call = new LinkedHashMap<>();
                call.put("action", action);
                call.put("params", params);
                yield new Expected(200, ReferenceJson.write(call));
            }
            case "get_status", "fail", "throw" -> new Expected(200, null);
            default -> new Expected(404, null);
        };
    }

    private static int access(String authorization, @Nullable Object query) {
        if (authorization.isEmpty()) {
            return query == null || query.equals("") ? 401 : query.equals(EchoAccount.TOKEN) ? 200 : 403;
        }
        String[] words = authorization.split("[ \t]+", 2);
        if (words.length < 2) {
            return authorization.equals(EchoAccount.TOKEN) ? 200 : 401;
        }
        boolean scheme = words[0].equalsIgnoreCase("Bearer") || words[0].equalsIgnoreCase("Token");
        return !scheme ? 401 : words[1].equals(EchoAccount.TOKEN) ? 200 : 403;
    }

    @SuppressWarnings("unchecked")
    private static @Nullable Map<String, @Nullable Object> json(byte[] body) {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
            Outcome outcome = ReferenceJson.read(text.startsWith("\ufeff") ? text.substring(1) : text);
            return outcome.valid() && outcome.depth() <= 512 && outcome.value() instanceof Map<?, ?> object
                    ? (Map<String, @Nullable Object>) object
                    : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    private static Map<String, @Nullable Object> pairs(String text) {
        Map<String, @Nullable Object> pairs = new LinkedHashMap<>();
        for (String pair : text.split("&", -1)) {
            String[] halves = pair.split("=", 2);
            String name = decode(halves[0], true);
            if (!name.isEmpty()) {
                pairs.putIfAbsent(name, decode(halves.length < 2 ? "" : halves[1], true));
            }
        }
        return pairs;
    }

    private static String decode(String text, boolean plusIsSpace) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < text.length(); i++) {
            if (text.substring(i).matches("(?s)%[0-9a-fA-F]{2}.*")) {
                bytes.write(Integer.parseInt(text.substring(i + 1, i + 3), 16));
                i += 2;
            } else {
                bytes.write(plusIsSpace && text.charAt(i) == '+' ? ' ' : text.charAt(i));
            }
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }
}
