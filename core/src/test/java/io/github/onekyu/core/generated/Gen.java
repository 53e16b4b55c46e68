package io.github.onekyu.core.generated;

import java.util.Random;
import java.util.function.Supplier;

/** The choices of one case. {@link Random} has a specified algorithm, so a case is the same on every JDK. */
public final class Gen {
    private final Random random;
    private final Tally tally;

    Gen(long seed, long number, Tally tally) {
        this.random = new Random(mixed(seed * 0x9E3779B97F4A7C15L + number));
        this.tally = tally;
    }

    /** Neighbouring numbers would give neighbouring first choices. */
    private static long mixed(long z) {
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** From 0 to {@code bound - 1}. */
    public int below(int bound) {
        return random.nextInt(bound);
    }

    /** From {@code first} to {@code last}, both included. */
    public int from(int first, int last) {
        return first + random.nextInt(last - first + 1);
    }

    public boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    public boolean either() {
        return random.nextBoolean();
    }

    public long int64() {
        return random.nextLong();
    }

    @SafeVarargs
    public final <T> T of(T... choices) {
        return choices[random.nextInt(choices.length)];
    }

    /** One of the makers, so that only the chosen one works. */
    @SafeVarargs
    public final <T> T by(Supplier<? extends T>... makers) {
        return makers[random.nextInt(makers.length)].get();
    }

    public char charOf(String alphabet) {
        return alphabet.charAt(random.nextInt(alphabet.length()));
    }

    /** Up to {@code most} of the parts, one behind the other. */
    public String join(int most, String... parts) {
        StringBuilder text = new StringBuilder();
        for (int n = random.nextInt(most + 1); n > 0; n--) {
            text.append(parts[random.nextInt(parts.length)]);
        }
        return text.toString();
    }

    /** {@code first} to {@code last} characters of the alphabet. */
    public String word(int first, int last, String alphabet) {
        StringBuilder text = new StringBuilder();
        for (int n = from(first, last); n > 0; n--) {
            text.append(charOf(alphabet));
        }
        return text.toString();
    }

    /** A decimal integer without leading zeros, with a sign or not. */
    public String integer(int mostDigits) {
        int digits = from(1, mostDigits);
        String magnitude = digits == 1 && oneIn(3)
                ? "0"
                : (char) ('1' + below(9)) + word(digits - 1, digits - 1, either() ? "0123456789" : "09");
        return (!magnitude.equals("0") && oneIn(3) ? "-" : "") + magnitude;
    }

    /** Letters of the word in any case. */
    public String anyCase(String word) {
        StringBuilder text = new StringBuilder();
        for (char c : word.toCharArray()) {
            text.append(either() ? Character.toUpperCase(c) : c);
        }
        return text.toString();
    }

    /** Counts this case as one of that kind. */
    public void note(String kind) {
        tally.add(kind);
    }
}
