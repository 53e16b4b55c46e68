package io.github.onekyu.console.page;

import io.github.onekyu.core.json.JsonObject;
import io.github.onekyu.testkit.Browser;
import java.io.IOException;
import java.util.Map;

/** Keys that reach the page as those of a real keyboard do: whatever has the focus gets them, the browser's own use included. */
final class Keyboard {
    private static final int ALT = 1;
    private static final int SHIFT = 8;
    private static final Map<String, Integer> CODES = Map.ofEntries(
            Map.entry("Tab", 9),
            Map.entry("Enter", 13),
            Map.entry("Escape", 27),
            Map.entry("Space", 32),
            Map.entry("End", 35),
            Map.entry("Home", 36),
            Map.entry("ArrowUp", 38),
            Map.entry("ArrowDown", 40));

    private final Browser browser;

    Keyboard(Browser browser) {
        this.browser = browser;
    }

    /** A key by its name, down and up. */
    void press(String key) throws IOException, InterruptedException {
        String text = key.equals("Enter") ? "\r" : key.equals("Space") ? " " : "";
        stroke(key.equals("Space") ? " " : key, key, CODES.get(key), text, 0);
    }

    void pressWithShift(String key) throws IOException, InterruptedException {
        stroke(key, key, CODES.get(key), "", SHIFT);
    }

    void backspace() throws IOException, InterruptedException {
        stroke("Backspace", "Backspace", 8, "", 0);
    }

    void altDigit(int digit) throws IOException, InterruptedException {
        stroke(String.valueOf(digit), "Digit" + digit, '0' + digit, "", ALT);
    }

    /** Enter as an input method takes it: a key that by itself puts nothing into the text. */
    void pressTakenByInputMethod(int keyCode) throws IOException, InterruptedException {
        stroke("Enter", "Enter", keyCode, "", 0);
    }

    /** Small letters, digits and a few signs, key by key. */
    void type(String text) throws IOException, InterruptedException {
        for (char c : text.toCharArray()) {
            stroke(String.valueOf(c), "", Character.toUpperCase(c), String.valueOf(c), 0);
        }
    }

    private void stroke(String key, String code, int keyCode, String text, int modifiers)
            throws IOException, InterruptedException {
        JsonObject up = JsonObject.builder()
                .put("type", "keyUp")
                .put("key", key)
                .put("code", code)
                .put("windowsVirtualKeyCode", keyCode)
                .put("modifiers", modifiers)
                .build();
        JsonObject.Builder down = up.toBuilder().put("type", text.isEmpty() ? "rawKeyDown" : "keyDown");
        if (!text.isEmpty()) {
            down.put("text", text);
        }
        browser.devtools("Input.dispatchKeyEvent", down.build());
        browser.devtools("Input.dispatchKeyEvent", up);
    }

    /** An unfinished word of an input method, underlined in the text. */
    void compose(String word) throws IOException, InterruptedException {
        browser.devtools(
                "Input.imeSetComposition",
                JsonObject.builder()
                        .put("text", word)
                        .put("selectionStart", word.length())
                        .put("selectionEnd", word.length())
                        .build());
    }

    /** The word that was chosen takes the place of the unfinished one. */
    void commit(String word) throws IOException, InterruptedException {
        browser.devtools(
                "Input.insertText", JsonObject.builder().put("text", word).build());
    }
}
