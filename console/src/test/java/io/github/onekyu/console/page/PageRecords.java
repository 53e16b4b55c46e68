package io.github.onekyu.console.page;

/** Records for the trace of the stand-in console. */
final class PageRecords {
    private PageRecords() {}

    /** Bob says something; the text stands between quotation marks of JSON. */
    static String message(int id, String text) {
        return "\"kind\":\"event\",\"event_id\":" + id
                + ",\"event\":{\"post_type\":\"message\",\"message_type\":\"private\",\"message_id\":" + id
                + ",\"user_id\":10002,\"message\":[{\"type\":\"text\",\"data\":{\"text\":\"" + text + "\"}}]}";
    }
}
