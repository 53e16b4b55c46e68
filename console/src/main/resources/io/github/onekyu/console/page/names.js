// Who somebody is: names of people, groups and chats in the world as last seen.
import { computed } from './vendor.js';
import { world, account, selfId } from './state.js';
import { short } from './text.js';

const users = computed(() => {
  const all = new Map((world.value?.users ?? []).map(u => [u.user_id, u.nickname]));
  for (const friend of world.value?.friends ?? []) {
    all.set(friend.user_id, friend.remark || friend.nickname);
  }
  return all;
});

export const groupOf = id => (world.value?.groups ?? []).find(g => g.group_id === id) ?? null;
export const member = (group, id) => groupOf(group)?.members.find(m => m.user_id === id) ?? null;

export function nameOf(id, group) {
  const there = group ? member(group, id) : null;
  return short(there?.card || users.value.get(id) || there?.nickname
    || (id === selfId.value ? world.value?.accounts?.[0]?.nickname ?? account.value?.nickname : '') || String(id));
}

/** A chat by its key: `private:10001`, `group:20001` or `discuss:30001`. */
export function chatOf(key) {
  const [type, id] = key.split(':');
  return { key, type, id: Number(id), group: type === 'group' ? Number(id) : null };
}

export function chatName(key) {
  const chat = chatOf(key);
  return chat.type === 'group' ? short(groupOf(chat.id)?.group_name ?? key)
    : chat.type === 'private' ? nameOf(chat.id) : String(chat.id);
}

/** The chat that an event belongs to, or null. */
export function chatOfEvent(event) {
  if (event.group_id) {
    return `group:${event.group_id}`;
  }
  if (event.discuss_id) {
    return `discuss:${event.discuss_id}`;
  }
  return event.user_id ? `private:${event.user_id}` : null;
}

/** Who can speak in a chat, in the order of Alt+1, Alt+2 and so on. */
export function speakers(key) {
  const chat = chatOf(key);
  if (chat.type === 'group') {
    return (groupOf(chat.id)?.members ?? []).filter(m => m.user_id !== selfId.value).map(m => m.user_id);
  }
  if (chat.type === 'discuss') {
    const there = (world.value?.discusses ?? []).find(d => d.discuss_id === chat.id);
    return (there?.members ?? []).filter(id => id !== selfId.value);
  }
  return [chat.id];
}

/** A hue of the palette for somebody, always the same. */
export const hue = id => Number(BigInt(Math.trunc(id) || 0) % 6n);
