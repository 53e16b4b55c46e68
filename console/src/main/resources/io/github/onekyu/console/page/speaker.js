// As whom the reader speaks, in each chat.
import { signal } from './vendor.js';
import { speakers } from './names.js';

const chosen = signal({});

/** The person who speaks in the chat: the one chosen, or the first. */
export function speaker(chat) {
  const all = speakers(chat);
  return all.includes(chosen.value[chat]) ? chosen.value[chat] : all[0] ?? null;
}

/** Where somebody speaks, as the control API wants it. */
export const placeOf = (chat, by) => ({ type: chat.type, user_id: by, ...(chat.type === 'group' ? { group_id: chat.id } : chat.type === 'discuss' ? { discuss_id: chat.id } : {}) });

export function speakAs(chat, id) {
  chosen.value = { ...chosen.value, [chat]: id };
}
