package io.github.onekyu.bridge.ckyu.sandbox.world;

import io.github.onekyu.core.json.Json;
import io.github.onekyu.core.json.JsonObject;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All there is: people, friends, groups, requests, messages. Guarded by the lock of whoever holds it, except for
 * {@link #messages}. Changed through {@link Turn} alone, which also notes each change for the store.
 */
public final class World {
    static final String MESSAGE_KEY = "message/";
    static final String COUNTER_KEY = "counter/";
    static final String LAST_MESSAGE = COUNTER_KEY + "message";
    static final String LAST_REQUEST = COUNTER_KEY + "request";

    private static final int MAX_MESSAGES = 100_000;
    private static final long MAX_TEXT =
            Math.min(128L << 20, Runtime.getRuntime().maxMemory() / 8);

    private final long selfId;
    private final Map<String, Entity> facts = new LinkedHashMap<>();
    private final Map<Long, Person> people = new TreeMap<>();
    private final Map<Long, Friend> friends = new TreeMap<>();
    private final Map<Long, Group> groups = new TreeMap<>();
    private final Map<Long, Map<Long, Member>> members = new TreeMap<>();
    private final Map<Long, Map<String, AnonymousMember>> masks = new TreeMap<>();
    private final Map<String, JoinRequest> requests = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Reaction>> reactions = new HashMap<>();
    private final FileTree files = new FileTree();
    private final MessageLog messages;
    private int lastMessageId;
    private long lastRequestNumber;

    public World(long selfId) {
        this(selfId, MAX_MESSAGES, MAX_TEXT);
    }

    World(long selfId, int maxMessages, long maxText) {
        this.selfId = selfId;
        this.messages = new MessageLog(maxMessages, maxText);
    }

    /** Takes in what the store has kept; call once, in any order of keys. */
    public void restore(Map<String, String> stored) {
        stored.forEach((key, value) -> {
            if (key.startsWith(MESSAGE_KEY)) {
                ChatMessage message = ChatMessage.read(Integer.parseInt(key.substring(MESSAGE_KEY.length())), value);
                messages.put(message);
            } else if (key.equals(LAST_MESSAGE)) {
                lastMessageId = Integer.parseInt(value);
            } else if (key.equals(LAST_REQUEST)) {
                lastRequestNumber = Long.parseLong(value);
            } else {
                Entities.read(key, (JsonObject) Json.parse(value)).ifPresent(this::apply);
            }
        });
        List<JoinRequest> ordered = requests.values().stream()
                .sorted(Comparator.comparingLong(JoinRequest::number))
                .toList();
        requests.clear();
        ordered.forEach(request -> requests.put(request.flag(), request));
        messages.durableUpTo(lastMessageId);
        messages.newest(0, Integer.MAX_VALUE, Integer.MAX_VALUE, message -> true)
                .forEach(this::noteSpeaker);
    }

    public long selfId() {
        return selfId;
    }

    /** Whether nothing was ever put here. */
    public boolean isEmpty() {
        return people.isEmpty();
    }

    public Collection<Person> people() {
        return Collections.unmodifiableCollection(people.values());
    }

    public Optional<Person> person(long userId) {
        return Optional.ofNullable(people.get(userId));
    }

    /** That person, or one of whom only the id is known. */
    public Person someone(long userId) {
        return person(userId).orElseGet(() -> Person.unknown(userId));
    }

    public Collection<Friend> friends() {
        return Collections.unmodifiableCollection(friends.values());
    }

    public Optional<Friend> friend(long userId) {
        return Optional.ofNullable(friends.get(userId));
    }

    public Collection<Group> groups() {
        return Collections.unmodifiableCollection(groups.values());
    }

    public Optional<Group> group(long groupId) {
        return Optional.ofNullable(groups.get(groupId));
    }

    /** The group, if the bot is in it. */
    public Optional<Group> ownGroup(long groupId) {
        return member(groupId, selfId).flatMap(self -> group(groupId));
    }

    public Collection<Member> members(long groupId) {
        return Collections.unmodifiableCollection(
                members.getOrDefault(groupId, Map.of()).values());
    }

    public Optional<Member> member(long groupId, long userId) {
        return Optional.ofNullable(members.getOrDefault(groupId, Map.of()).get(userId));
    }

    public Optional<Member> owner(long groupId) {
        return members(groupId).stream()
                .filter(member -> member.role() == Role.OWNER)
                .findFirst();
    }

    public Collection<AnonymousMember> masks(long groupId) {
        return Collections.unmodifiableCollection(
                masks.getOrDefault(groupId, Map.of()).values());
    }

    public Optional<AnonymousMember> mask(long groupId, String flag) {
        return Optional.ofNullable(masks.getOrDefault(groupId, Map.of()).get(flag));
    }

    public boolean isBlocked(long groupId, long userId) {
        return facts.containsKey(new Blocked(groupId, userId).key());
    }

    List<Blocked> blocked(long groupId) {
        return facts.values().stream()
                .filter(Blocked.class::isInstance)
                .map(Blocked.class::cast)
                .filter(blocked -> blocked.groupId() == groupId)
                .toList();
    }

    /** In the order in which they were made. */
    public Collection<JoinRequest> requests() {
        return Collections.unmodifiableCollection(requests.values());
    }

    public Optional<JoinRequest> request(String flag) {
        return Optional.ofNullable(requests.get(flag));
    }

    /** The groups in which both the bot and that user are. */
    public Stream<Group> sharedGroups(long userId) {
        return groups.values().stream()
                .filter(group -> member(group.groupId(), selfId).isPresent()
                        && member(group.groupId(), userId).isPresent());
    }

    /** All facts of that kind, in the order in which they came to be, except that a restart orders them by key. */
    public <T extends Entity> Stream<T> all(Class<T> kind) {
        return facts.values().stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends Entity> Optional<T> fact(Class<T> kind, String key) {
        return Optional.ofNullable(facts.get(key)).map(kind::cast);
    }

    public Optional<Essence> essence(int messageId) {
        return fact(Essence.class, Essence.key(messageId));
    }

    public Optional<GroupNotice> announcement(String noticeId) {
        return fact(GroupNotice.class, GroupNotice.KIND + noticeId);
    }

    public Optional<Discuss> discuss(long discussId) {
        return fact(Discuss.class, Discuss.key(discussId));
    }

    public Optional<OneWayFriend> oneWayFriend(long userId) {
        return fact(OneWayFriend.class, OneWayFriend.key(userId));
    }

    public Presence presence() {
        return fact(Presence.class, Presence.KEY).orElse(Presence.ONLINE);
    }

    /** Whether the account and that user sit in one discuss. */
    public boolean sharesDiscuss(long userId) {
        return all(Discuss.class).anyMatch(discuss -> discuss.has(selfId) && discuss.has(userId));
    }

    /** How many have put that emoji under that message. */
    public long reactions(int messageId, String emojiId) {
        return reactions(messageId).stream()
                .filter(each -> each.emojiId().equals(emojiId))
                .count();
    }

    /** What hangs under that message. */
    public List<Reaction> reactions(int messageId) {
        return List.copyOf(reactions.getOrDefault(messageId, Map.of()).values());
    }

    public FileTree files() {
        return files;
    }

    /** May be read by any thread, without the lock. */
    public MessageLog messages() {
        return messages;
    }

    int nextMessageId() {
        // int32, so after two thousand million messages this fails loudly rather than use an id twice
        lastMessageId = Math.addExact(lastMessageId, 1);
        return lastMessageId;
    }

    int lastMessageId() {
        return lastMessageId;
    }

    long nextRequestNumber() {
        return ++lastRequestNumber;
    }

    void apply(Entity entity) {
        facts.put(entity.key(), entity);
        files.apply(entity);
        if (entity instanceof Person person) {
            people.put(person.userId(), person);
        } else if (entity instanceof Friend friend) {
            friends.put(friend.userId(), friend);
        } else if (entity instanceof Group group) {
            groups.put(group.groupId(), group);
        } else if (entity instanceof Member member) {
            members.computeIfAbsent(member.groupId(), id -> new TreeMap<>()).put(member.userId(), member);
        } else if (entity instanceof AnonymousMember mask) {
            masks.computeIfAbsent(mask.groupId(), id -> new TreeMap<>()).put(mask.flag(), mask);
        } else if (entity instanceof JoinRequest request) {
            requests.put(request.flag(), request);
        } else if (entity instanceof Reaction reaction) {
            reactions
                    .computeIfAbsent(reaction.messageId(), id -> new LinkedHashMap<>())
                    .put(reaction.key(), reaction);
        }
    }

    void drop(Entity entity) {
        facts.remove(entity.key());
        files.drop(entity);
        if (entity instanceof Person person) {
            people.remove(person.userId());
        } else if (entity instanceof Friend friend) {
            friends.remove(friend.userId());
        } else if (entity instanceof Group group) {
            groups.remove(group.groupId());
        } else if (entity instanceof Member member) {
            members.getOrDefault(member.groupId(), Map.of()).remove(member.userId());
        } else if (entity instanceof AnonymousMember mask) {
            masks.getOrDefault(mask.groupId(), Map.of()).remove(mask.flag());
        } else if (entity instanceof JoinRequest request) {
            requests.remove(request.flag());
        } else if (entity instanceof Reaction reaction) {
            reactions.computeIfPresent(reaction.messageId(), (id, under) -> {
                under.remove(reaction.key());
                return under.isEmpty() ? null : under;
            });
        }
    }

    List<Entity> facts() {
        return List.copyOf(facts.values());
    }

    /** When somebody last spoke follows from the messages; it is not worth a write of its own for each of them. */
    void noteSpeaker(ChatMessage message) {
        if (!message.chat().isGroup() || message.mask().isPresent()) {
            return; // the time would tell who wears the mask
        }
        member(message.chat().id(), message.userId())
                .filter(member -> member.lastSentTime() < message.time())
                .ifPresent(member -> apply(member.withLastSentTime(message.time())));
    }
}
