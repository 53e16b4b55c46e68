package io.github.onekyu.testkit.rfc6455;

import java.util.ArrayList;
import java.util.List;

/** Words in the order in which they were said; the same word several times in a row is counted. */
final class Transcript {
    private final List<String> words = new ArrayList<>();
    private final List<Integer> times = new ArrayList<>();

    void add(String word) {
        int last = words.size() - 1;
        if (last >= 0 && words.get(last).equals(word)) {
            times.set(last, times.get(last) + 1);
        } else {
            words.add(word);
            times.add(1);
        }
    }

    @Override
    public String toString() {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            out.append(i == 0 ? "" : ", ").append(words.get(i));
            if (times.get(i) > 1) {
                out.append(" x").append(times.get(i));
            }
        }
        return out.toString();
    }
}
