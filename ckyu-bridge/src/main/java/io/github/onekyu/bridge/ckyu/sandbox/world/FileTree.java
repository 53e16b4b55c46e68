package io.github.onekyu.bridge.ckyu.sandbox.world;

import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The files of all chats, found by chat and id. Guarded as the {@link World} that it belongs to. */
public final class FileTree {
    private static final Comparator<SharedFile> NEWEST_FIRST = Comparator.comparingLong(SharedFile::time)
            .reversed()
            .thenComparing(SharedFile::name)
            .thenComparing(SharedFile::fileId);

    private final Map<Chat, Map<String, SharedFile>> files = new LinkedHashMap<>();
    private final Map<Long, Map<String, FileFolder>> folders = new HashMap<>();
    private final Map<Long, Portrait> portraits = new LinkedHashMap<>();
    private @Nullable Avatar avatar;

    FileTree() {}

    /** The name under which the bytes of the thing with that key lie; empty for things that have none. */
    public static Optional<String> content(String key) {
        return Stream.of(SharedFile.KIND, Portrait.KIND, Avatar.KIND)
                .filter(key::startsWith)
                .map(kind -> key.substring(kind.length()))
                .findFirst();
    }

    void apply(Entity entity) {
        if (entity instanceof SharedFile file) {
            files.computeIfAbsent(file.chat(), chat -> new LinkedHashMap<>()).put(file.fileId(), file);
        } else if (entity instanceof FileFolder folder) {
            folders.computeIfAbsent(folder.groupId(), id -> new LinkedHashMap<>())
                    .put(folder.folderId(), folder);
        } else if (entity instanceof Portrait portrait) {
            portraits.put(portrait.groupId(), portrait);
        } else if (entity instanceof Avatar picture) {
            avatar = picture;
        }
    }

    void drop(Entity entity) {
        if (entity instanceof SharedFile file) {
            files.computeIfPresent(file.chat(), (chat, there) -> {
                there.remove(file.fileId());
                return there.isEmpty() ? null : there;
            });
        } else if (entity instanceof FileFolder folder) {
            folders.computeIfPresent(folder.groupId(), (id, there) -> {
                there.remove(folder.folderId());
                return there.isEmpty() ? null : there;
            });
        } else if (entity instanceof Portrait portrait) {
            portraits.remove(portrait.groupId(), portrait);
        } else if (entity instanceof Avatar picture && picture.equals(avatar)) {
            avatar = null;
        }
    }

    /** In no order. */
    public Collection<SharedFile> in(Chat chat) {
        return Collections.unmodifiableCollection(
                files.getOrDefault(chat, Map.of()).values());
    }

    /** The newest first. */
    public List<SharedFile> newestFirst(Chat chat) {
        return in(chat).stream().sorted(NEWEST_FIRST).toList();
    }

    public Optional<SharedFile> find(Chat chat, String fileId) {
        return Optional.ofNullable(files.getOrDefault(chat, Map.of()).get(fileId));
    }

    /** The file with that id, in whatever chat it is. */
    public Optional<SharedFile> find(String fileId) {
        return files.keySet().stream()
                .flatMap(chat -> find(chat, fileId).stream())
                .findFirst();
    }

    public Stream<SharedFile> all() {
        return files.keySet().stream().flatMap(chat -> newestFirst(chat).stream());
    }

    public Collection<FileFolder> folders(long groupId) {
        return Collections.unmodifiableCollection(
                folders.getOrDefault(groupId, Map.of()).values());
    }

    public Optional<FileFolder> folder(long groupId, String folderId) {
        return Optional.ofNullable(folders.getOrDefault(groupId, Map.of()).get(folderId));
    }

    public Optional<Portrait> portrait(long groupId) {
        return Optional.ofNullable(portraits.get(groupId));
    }

    public Collection<Portrait> portraits() {
        return Collections.unmodifiableCollection(portraits.values());
    }

    public Optional<Avatar> avatar() {
        return Optional.ofNullable(avatar);
    }

    /** The names under which all bytes lie that the world needs. */
    public Stream<String> contents() {
        return Stream.of(
                        all().map(SharedFile::content),
                        portraits.values().stream().map(Portrait::content),
                        avatar().stream().map(Avatar::content))
                .flatMap(each -> each);
    }

    /** The bytes of the group's files. */
    public long usedSpace(long groupId) {
        return in(Chat.inGroup(groupId)).stream().mapToLong(SharedFile::size).sum();
    }
}
