// What was said in the open chat, kept up to date from the trace.
import { signal } from './vendor.js';
import { get, chosenAccount } from './api.js';
import { onRecords, unread } from './feed.js';
import { chatOfEvent } from './names.js';

export const openChat = signal('');
export const said = signal([]);
export const loading = signal(false);
export const replyTo = signal(null);
let limit = 200;

export async function reload() {
  const chat = openChat.value;
  if (!chat) {
    return;
  }
  const whose = chosenAccount.value;
  try {
    const answer = await get('/sandbox/v1/messages', { chat, limit });
    if (chat === openChat.value && whose === chosenAccount.value) {
      said.value = answer.messages ?? [];
      loading.value = false;
    }
  } catch (e) {
    loading.value = false;
  }
}

async function more() {
  const chat = openChat.value;
  const after = said.value.at(-1)?.message_id;
  if (!chat || after === undefined) {
    return reload();
  }
  const whose = chosenAccount.value;
  const answer = await get('/sandbox/v1/messages', { chat, after, limit: 1000 }).catch(() => ({ messages: [] }));
  const news = (answer.messages ?? []).filter(m => m.message_id > (said.value.at(-1)?.message_id ?? 0));
  if (chat === openChat.value && whose === chosenAccount.value && news.length) {
    said.value = [...said.value, ...news].slice(-1000);
  }
}

export function chatOpened(key) {
  openChat.value = key;
  said.value = [];
  replyTo.value = null;
  loading.value = true;
  limit = 200;
  reload();
}

export function earlier() {
  limit = 1000;
  reload();
}

let timer = null;
let whole = false;
/** The open chat may have changed; with `all` also what was said before. */
export function chatChanged(all = false) {
  whole ||= all;
  timer ??= setTimeout(() => {
    timer = null;
    const again = whole;
    whole = false;
    (again ? reload : more)();
  }, 60);
}

onRecords(batch => {
  const counts = {};
  for (const record of batch) {
    if (record.kind === 'event' && record.event?.post_type === 'message') {
      const chat = chatOfEvent(record.event);
      if (chat === openChat.value) {
        chatChanged();
      } else if (Date.now() - record.time < 10000) {
        counts[chat] = (counts[chat] ?? 0) + 1;
      }
    } else if (record.kind === 'event' && /recall|essence/.test(record.event?.notice_type ?? '')) {
      chatChanged(true);
    } else if (record.kind === 'call' && /send|quick|delete_msg/.test(record.action)) {
      chatChanged(/delete/.test(record.action));
    } else if (record.kind === 'report') {
      chatChanged();
    }
  }
  if (Object.keys(counts).length) {
    const sums = { ...unread.value };
    for (const [chat, n] of Object.entries(counts)) {
      sums[chat] = (sums[chat] ?? 0) + n;
    }
    unread.value = sums;
  }
});
