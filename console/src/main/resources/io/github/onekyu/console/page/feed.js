// The live trace: reads the stream, keeps the newest records, and knows which call answered which event.
import { signal } from './vendor.js';
import { address } from './api.js';
import { onAccount, worldChanged } from './state.js';
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
// The same ties from record to record: they hold on when numbers begin anew with another process.
const answersOf = new WeakMap();
const eventOf = new WeakMap();
const keys = new WeakMap();
let arrivals = 0;
let firstOfProcess = 1;

/** A number of the page's own for a record, since `seq` begins anew with each process; they rise one by one. */
export const keyOf = record => keys.get(record);
/** How many records there have been in all. */
export const arrivedSoFar = () => arrivals;
/** The calls and reports that an event led to. */
export const answersTo = event => answersOf.get(event) ?? [];
/** The event that a call or report answers, or null. */
export const answeredBy = record => eventOf.get(record) ?? null;

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
  const event = record.event ?? {};
  if (record.kind === 'event' && ['notice', 'request'].includes(event.post_type)) {
    const chat = chatOfEvent(event);
    if (chat) {
      list(noticesOf, chat).push(record);
    }
  }
  if (keyOf(record) < firstOfProcess) {
    return; // its numbers mean other things now
  }
  if (record.kind === 'event') {
    eventById.set(record.event_id, record);
    if (event.post_type === 'message') {
      eventOfMessage.set(event.message_id, record);
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

function tie(record) {
  const event = record.kind === 'event' ? null : eventById.get(record.answers ?? record.event_id);
  if (event) {
    eventOf.set(record, event);
    list(answersOf, event).push(record);
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
let process = null;

function flush() {
  clearTimeout(timer);
  timer = null;
  const batch = waiting;
  waiting = [];
  for (const record of batch) {
    records.push(record);
    keys.set(record, ++arrivals);
    index(record);
    tie(record);
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
  if (record.seq > lastSeq) { // else sent again after a reconnect
    lastSeq = record.seq;
    waiting.push(record);
    timer ??= setTimeout(flush, 40);
  }
}

/** The stream says whose it is. After a restart everything is asked for: the browser named the last number of the old process. */
function began(message) {
  const { started } = JSON.parse(message.data);
  const other = process !== null && process !== started;
  process = started;
  if (other) {
    flush();
    firstOfProcess = arrivals + 1;
    lastSeq = 0;
    reindex();
    worldChanged();
    follow();
  }
}

let source = null;
let again = null;
export function follow() {
  clearTimeout(again);
  source?.close();
  feedState.value = 'connecting';
  const stream = new EventSource(address('/admin/v1/trace', lastSeq ? { after: lastSeq } : { last: AT_FIRST }));
  source = stream;
  stream.onopen = () => {
    feedState.value = 'live';
  };
  stream.onmessage = arrived;
  stream.addEventListener('process', began);
  stream.addEventListener('gap', message => {
    const gap = JSON.parse(message.data);
    gaps.value = [...gaps.value, [gap.from, gap.to]];
  });
  stream.onerror = () => {
    feedState.value = 'lost';
    if (stream.readyState === EventSource.CLOSED) {
      again = setTimeout(follow, 3000);
    }
  };
}

// A page that is left stays in the browser's memory, and with it its stream; six of them and no page gets a connection any more.
addEventListener('pagehide', () => {
  clearTimeout(again);
  source?.close();
});
addEventListener('pageshow', e => e.persisted && follow());

// Another account: everything is forgotten.
onAccount(() => {
  records.length = 0;
  waiting = [];
  lastSeq = 0;
  gaps.value = [];
  unread.value = {};
  reindex();
  version.value++;
  if (source) {
    follow();
  }
});
