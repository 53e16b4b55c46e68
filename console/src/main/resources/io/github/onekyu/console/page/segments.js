// The parts of a message as a person sees them. Nothing of another machine is loaded before somebody asks for it.
import { html, useState } from './vendor.js';
import { t, word } from './i18n.js';
import { chosenAccount } from './api.js';
import { FACES } from './faces.js';
import { nameOf } from './names.js';
import { said } from './conversations.js';
import { cqCode, preview, segmentsOf } from './cq.js';
import { Text, plain } from './text.js';
import { act } from './api.js';
import { attempt } from './state.js';

const STORED = /^[\w-]{1,128}\.\w{1,8}$/;
const suffix = () => (chosenAccount.value === null ? '' : `?self_id=${chosenAccount.value}`);

function Media({ type, data }) {
  const [failed, fail] = useState(false);
  const [asked, ask] = useState(false);
  const [broken, breaks] = useState(false);
  const file = String(data.file ?? '');
  const far = [data.url, file].map(String).find(a => /^https?:\/\//i.test(a));
  const stored = STORED.test(file) && !failed;
  const src = stored ? `/sandbox/v1/media/${encodeURIComponent(file)}${suffix()}` : asked && !broken ? far : null;
  if (src) {
    const onError = () => (stored ? fail(true) : breaks(true));
    // Whoever asked for it has agreed that the other machine learns of this one, but not what page it is on.
    return type === 'image' ? html`<img class="media" src=${src} referrerpolicy="no-referrer" alt=${t('segment.image')} loading="lazy" onError=${onError} />`
      : type === 'video' ? html`<video class="media" src=${src} controls preload="metadata" onError=${onError}></video>`
        : html`<audio src=${src} controls preload="metadata" onError=${onError}></audio>`;
  }
  if (broken) {
    return html`<a class="chip" href=${far} target="_blank" rel="noopener noreferrer">${plain(far).slice(0, 200)}</a>`;
  }
  return html`<span class="chip">${word('segment', type)} ${far
    ? html`<button type="button" class="link" title=${plain(far).slice(0, 200)} onClick=${() => ask(true)}>${t('segment.remote')}</button>` : html`<${Text} value=${file.slice(0, 120)} />`}</span>`;
}

function Reply({ id, chat }) {
  const to = said.value.find(m => String(m.message_id) === String(id));
  return html`<blockquote>${to ? html`<b><bdi>${nameOf(to.user_id, chat?.group)}</bdi></b> <${Text} value=${preview(to.message, type => word('segment', type))} />`
    : t('segment.reply', { id: plain(id) })}</blockquote>`;
}

function Forward({ id, nodes }) {
  const [got, setGot] = useState(nodes ?? null);
  const [open, setOpen] = useState(false);
  const toggle = async () => {
    if (!got && !open) {
      const answer = await attempt(() => act('get_forward_msg', { id: String(id), message_id: String(id) }));
      const list = answer?.data?.message ?? answer?.data?.messages;
      if (list) {
        setGot(list);
      }
    }
    setOpen(!open);
  };
  return html`<div class="forward"><button type="button" class="plain" aria-expanded=${open} onClick=${toggle}>${t('segment.forward')}</button>
    ${open && (got ?? []).map(node => {
      const data = node.data ?? node;
      return html`<div class="node"><b><${Text} value=${data.nickname ?? data.name ?? data.sender?.nickname ?? data.user_id ?? data.uin ?? ''} /></b>
        <${Segments} message=${data.content ?? data.message ?? []} /></div>`;
    })}</div>`;
}

function Segment({ segment, chat, nodes }) {
  const data = segment?.data ?? {};
  switch (segment?.type) {
    case 'text': return html`<${Text} value=${data.text} />`;
    case 'at': return html`<span class="at">@<bdi>${data.qq === 'all' ? t('segment.all') : plain(data.name || nameOf(Number(data.qq), chat?.group))}</bdi></span>`;
    case 'face': return FACES[data.id] ? html`<span class="face" role="img" aria-label=${t('segment.face', { id: plain(data.id) })}>${FACES[data.id]}</span>`
      : html`<span class="chip">${t('segment.face', { id: plain(data.id) })}</span>`;
    case 'image': case 'record': case 'video': return html`<${Media} type=${segment.type} data=${data} />`;
    case 'reply': return html`<${Reply} id=${data.id} chat=${chat} />`;
    case 'forward': return html`<${Forward} id=${data.id} nodes=${nodes} />`;
    case 'node': return html`<${Forward} id="" nodes=${[segment]} />`;
    default: return html`<span class="chip mono"><${Text} value=${cqCode([segment ?? { type: '?' }]).slice(0, 400)} /></span>`;
  }
}

export function Segments({ message, chat, nodes }) {
  const parts = segmentsOf(message);
  if (parts.length && parts.every(segment => segment?.type === 'node')) {
    return html`<${Forward} id="" nodes=${parts} />`;
  }
  return html`${parts.slice(0, 500).map(segment => html`<${Segment} segment=${segment} chat=${chat} nodes=${nodes} />`)}
    ${parts.length > 500 && html`<span class="chip">+${parts.length - 500}</span>`}`;
}
