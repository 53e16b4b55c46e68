// The live trace: reads the stream, keeps the newest records, and knows which call answered which event.
import { signal } from './vendor.js';
import { address } from './api.js';
import { worldChanged } from './state.js';
import { chatOfEvent } from './names.js';

const KEPT = 20000;
const AT_FIRST = 5000;

/** All records held, oldest first; `version` changes when the array does. */
export const records = [];
export const version = signal(0);
/** connecting, live or lost */
export const feedState = signal('connecting');
/** What the server no longer held, as [from, to]. */
export const gaps = signal([]);
export const unread = signal({});

export const eventById = new Map();
export const callsOf = new Map();
export const callOfMessage = new Map();
export const eventOfMessage = new Map();
export const noticesOf = new Map();
const listeners = new Set();

/** Calls the listener with each batch of new records; answers what ends that. */
export function onRecords(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function list(map, key) {
  let there = map.get(key);
  if (!there) {
    map.set(key, there = []);
  }
  return there;
}

function index(record) {
  if (record.kind === 'event') {
    const event = record.event ?? {};
    eventById.set(record.event_id, record);
    if (event.post_type === 'message') {
      eventOfMessage.set(event.message_id, record);
    } else if (event.post_type === 'notice' || event.post_type === 'request') {
      const chat = chatOfEvent(event);
      if (chat) {
        list(noticesOf, chat).push(record);
      }
    }
  } else if (record.kind === 'call') {
    if (record.answers !== null && record.answers !== undefined) {
      list(callsOf, record.answers).push(record);
    }
    const id = record.response?.data?.message_id;
    if (id && /send/.test(record.action)) {
      callOfMessage.set(id, record);
    }
  } else if (record.kind === 'report' && record.event_id) {
    list(callsOf, record.event_id).push(record);
  }
}

function reindex() {
  for (const map of [eventById, callsOf, callOfMessage, eventOfMessage, noticesOf]) {
    map.clear();
  }
  records.forEach(index);
}

let waiting = [];
let timer = null;
let lastSeq = 0;
let lastTime = 0;

function flush() {
  timer = null;
  const batch = waiting;
  waiting = [];
  for (const record of batch) {
    records.push(record);
    index(record);
  }
  if (records.length > KEPT) {
    records.splice(0, records.length - KEPT + KEPT / 10);
    reindex();
  }
  // Some actions change the world without an event: cards, titles, names.
  if (batch.some(r => r.kind === 'call' ? /^_?(set_|delete_(?!msg))/.test(r.action) : r.kind === 'event' && !['message', 'meta_event'].includes(r.event?.post_type))) {
    worldChanged();
  }
  version.value++;
  listeners.forEach(listener => listener(batch));
}

function arrived(message) {
  const record = JSON.parse(message.data);
  if (record.seq <= lastSeq) {
    if (!(record.time > lastTime)) {
      return; // sent again after a reconnect
    }
    // A lower number and a later time: the process is another one than before.
  }
  lastSeq = record.seq;
  lastTime = record.time ?? lastTime;
  waiting.push(record);
  timer ??= setTimeout(flush, 40);
}

let source = null;
export function follow() {
  source?.close();
  feedState.value = 'connecting';
  source = new EventSource(address('/admin/v1/trace', lastSeq ? { after: lastSeq } : { last: AT_FIRST }));
  source.onopen = () => {
    feedState.value = 'live';
  };
  source.onmessage = arrived;
  source.addEventListener('gap', message => {
    const gap = JSON.parse(message.data);
    gaps.value = [...gaps.value, [gap.from, gap.to]];
  });
  source.onerror = () => {
    feedState.value = 'lost';
    if (source.readyState === EventSource.CLOSED) {
      setTimeout(follow, 3000);
    }
  };
}

/** Forgets everything, for another account. */
export function startOver() {
  records.length = 0;
  waiting = [];
  lastSeq = 0;
  lastTime = 0;
  reindex();
  version.value++;
  follow();
}
