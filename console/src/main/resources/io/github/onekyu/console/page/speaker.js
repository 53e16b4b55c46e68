// As whom the reader speaks, in each chat.
import { signal } from './vendor.js';
import { speakers } from './names.js';

const chosen = signal({});

/** The person who speaks in the chat: the one chosen, or the first. */
export function speaker(chat) {
  const all = speakers(chat);
  return all.includes(chosen.value[chat]) ? chosen.value[chat] : all[0] ?? null;
}

export function speakAs(chat, id) {
  chosen.value = { ...chosen.value, [chat]: id };
}
