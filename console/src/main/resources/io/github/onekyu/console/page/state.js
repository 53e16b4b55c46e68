// What the page knows of the process: accounts, the world, endpoints; and where the reader is.
import { signal, computed, effect } from './vendor.js';
import { get, chosenAccount } from './api.js';
import { remember, recalled } from './memory.js';

export const about = signal(null);
export const reachable = signal(true);
export const world = signal(null);
export const requests = signal([]);
export const endpoints = signal([]);
export const messages = signal({ text: '', bad: false, n: 0 });

export const accounts = computed(() => about.value?.accounts ?? []);
export const account = computed(() =>
  accounts.value.find(a => a.self_id === chosenAccount.value) ?? accounts.value[0] ?? world.value?.accounts?.[0] ?? null);
export const selfId = computed(() => account.value?.self_id ?? 0);
export const isReal = computed(() => account.value?.real === true);
export const mode = computed(() => about.value ? (about.value.mode === 'real' ? 'real' : 'sandbox') : 'unknown');

export const theme = signal(recalled('theme') ?? 'auto');
effect(() => {
  document.documentElement.dataset.theme = theme.value;
  remember('theme', theme.value);
});

const TABS = ['chat', 'trace', 'peers', 'api', 'world'];
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch (e) {
    return ''; // a % that begins no code: no place of this page has such a name
  }
}
function where() {
  const [tab, ...rest] = decoded(location.hash.slice(1)).split('/');
  return { tab: TABS.includes(tab) ? tab : 'chat', item: rest.join('/') };
}
export const tabs = TABS;
export const route = signal(where());
addEventListener('hashchange', () => {
  route.value = where();
});
export const go = (tab, item = '') => {
  location.hash = item ? `${tab}/${item}` : tab;
};

let said = 0;
/** Tells the reader something; screen readers hear it, too. */
export function say(text, bad = false) {
  const n = ++said;
  messages.value = { text, bad, n };
  setTimeout(() => {
    if (messages.value.n === n) {
      messages.value = { text: '', bad: false, n };
    }
  }, bad ? 9000 : 4000);
}

/** Runs something that may fail, and says so if it does. */
export async function attempt(work, done) {
  try {
    const answer = await work();
    if (done) {
      say(done);
    }
    return answer ?? true;
  } catch (e) {
    say(e.code ? `${e.code}: ${e.message}` : e.message, true);
    return null;
  }
}

const accountListeners = new Set();
/** Calls the listener whenever another account is looked at: whatever belonged to the one before goes. */
export const onAccount = listener => accountListeners.add(listener);

/** Looks at this account from now on; null where there is only one. */
export function choose(id) {
  if (chosenAccount.value === id) {
    return;
  }
  chosenAccount.value = id;
  world.value = null;
  requests.value = [];
  endpoints.value = [];
  accountListeners.forEach(listener => listener());
  loadWorld();
  loadEndpoints();
}

export async function loadAbout() {
  try {
    about.value = await get('/admin/v1/accounts', { self_id: null }); // the chosen one may be gone since a restart
    const ids = accounts.value.map(a => a.self_id);
    if (ids.length < 2) {
      choose(null);
    } else if (!ids.includes(chosenAccount.value)) {
      choose(ids[0]);
    }
    reachable.value = true;
  } catch (e) {
    reachable.value = e.status !== 0;
  }
}

export async function loadWorld() {
  if (isReal.value) {
    world.value = null;
    return;
  }
  const whose = chosenAccount.value;
  try {
    const [now, asked] = await Promise.all([get('/sandbox/v1/world'), get('/sandbox/v1/requests')]);
    if (whose === chosenAccount.value) {
      world.value = now;
      requests.value = asked.requests ?? [];
    }
  } catch (e) {
    // The header shows that the process cannot be reached; the last known world stays.
  }
}

export async function loadEndpoints() {
  const whose = chosenAccount.value;
  try {
    const there = (await get('/admin/v1/endpoints')).endpoints ?? [];
    if (whose === chosenAccount.value) {
      endpoints.value = there;
    }
  } catch (e) {
    // As above.
  }
}

let pending = null;
/** The world has changed; many changes make one look at it. */
export function worldChanged() {
  pending ??= setTimeout(() => {
    pending = null;
    loadWorld();
  }, 250);
}
