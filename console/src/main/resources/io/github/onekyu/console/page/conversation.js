// The messages of a chat with what happened in between, in the order of time.
import { html, useEffect, useLayoutEffect, useRef, useState } from './vendor.js';
import { t } from './i18n.js';
import { said, loading, earlier } from './conversations.js';
import { noticesOf, eventOfMessage, callOfMessage, version } from './feed.js';
import { Message } from './message.js';
import { Notice } from './notice.js';

/** How long a bot may take before its silence is told, in milliseconds. */
const PATIENCE = 3000;

/** When it was said, as fine as the trace knows. */
function moment(message) {
  const record = eventOfMessage.get(message.message_id) ?? callOfMessage.get(message.message_id);
  return record ? record.time : message.time * 1000 + 500;
}

function timeline(chat) {
  const notices = noticesOf.get(chat.key) ?? [];
  const oldest = said.value.length ? moment(said.value[0]) - 60000 : 0;
  const items = [];
  let n = notices.findIndex(r => r.time >= oldest);
  n = n < 0 ? notices.length : n;
  for (const message of said.value) {
    const at = moment(message);
    while (n < notices.length && notices[n].time < at) {
      items.push({ notice: notices[n++] });
    }
    items.push({ message, at });
  }
  while (n < notices.length) {
    items.push({ notice: notices[n++] });
  }
  return items.slice(-1000);
}

export function Conversation({ chat, source }) {
  const box = useRef(null);
  const bottom = useRef(true);
  const [, tick] = useState(0);
  version.value; // eslint-disable-line no-unused-expressions -- drawn again when records arrive
  const items = timeline(chat);
  useLayoutEffect(() => {
    if (bottom.current) {
      box.current.scrollTop = box.current.scrollHeight;
    }
  });
  useEffect(() => {
    const timer = setInterval(() => tick(n => n + 1), 2000);
    return () => clearInterval(timer);
  }, []);
  const scrolled = () => {
    const { scrollTop, scrollHeight, clientHeight } = box.current;
    bottom.current = scrollHeight - scrollTop - clientHeight < 60;
  };
  return html`<div class="messages scroll" ref=${box} onScroll=${scrolled} role="log" tabindex="0" aria-label=${t('chat.log')} aria-live="polite">
    ${said.value.length >= 200 && said.value.length < 1000 && html`<button type="button" class="link" onClick=${earlier}>${t('chat.earlier')}</button>`}
    ${!loading.value && items.length === 0 && html`<div class="empty"><p>${t('chat.empty')}</p><p class="muted">${t('chat.empty.hint')}</p></div>`}
    ${items.map(item => item.message
      ? html`<${Message} key=${`m${item.message.message_id}`} message=${item.message} chat=${chat} at=${item.at} late=${Date.now() - item.at > PATIENCE} source=${source} />`
      : html`<${Notice} key=${`n${item.notice.seq}`} record=${item.notice} />`)}
  </div>`;
}
