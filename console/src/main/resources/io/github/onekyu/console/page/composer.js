// Where the reader speaks as somebody.
import { html, useEffect, useRef, useState } from './vendor.js';
import { t, word } from './i18n.js';
import { attempt, selfId, loadWorld } from './state.js';
import { post } from './api.js';
import { nameOf, speakers } from './names.js';
import { placeOf, speaker, speakAs } from './speaker.js';
import { replyTo, chatChanged } from './conversations.js';
import { atToken, cqCode, faceToken, preview, typed } from './cq.js';
import { attachment, bytes, discard, sizeText } from './media.js';
import { FACES } from './faces.js';
import { plain } from './text.js';

async function sayIt(chat, by, text, items, reply, code) {
  const where = placeOf(chat, by);
  const media = [];
  for (const item of items.filter(i => i.kind !== 'file')) {
    media.push({ type: item.kind, data: { file: `base64://${await bytes(item)}` } });
  }
  const start = reply ? [{ type: 'reply', data: { id: String(reply.message_id) } }] : [];
  if (code && text) {
    await post('/sandbox/v1/messages', { ...where, message: cqCode(start) + text + cqCode(media) });
  } else if (text || media.length) {
    await post('/sandbox/v1/messages', { ...where, message: [...start, ...typed(text), ...media] });
  }
  for (const item of items.filter(i => i.kind === 'file')) {
    const file = { name: item.name, content: await bytes(item) };
    await post('/sandbox/v1/notices', chat.group ? { notice_type: 'group_upload', group_id: chat.group, user_id: by, file }
      : { notice_type: 'offline_file', user_id: by, file });
    loadWorld();
  }
}

function Picker({ label, sign, children, name }) {
  const [open, setOpen] = useState(false);
  const box = useRef(null);
  useEffect(() => {
    const away = e => !box.current?.contains(e.target) && setOpen(false);
    document.addEventListener('pointerdown', away);
    return () => document.removeEventListener('pointerdown', away);
  }, []);
  return html`<div class="picker" ref=${box} onKeyDown=${e => e.key === 'Escape' && setOpen(false)}>
    <button type="button" class="quiet icon" aria-label=${label} title=${label} aria-expanded=${open} onClick=${() => setOpen(!open)}>${sign}</button>
    ${open && html`<div class=${`pop ${name}`} role="group" aria-label=${label} onClick=${e => e.target.closest('button') && setOpen(false)}>${children}</div>`}</div>`;
}

export function Composer({ chat }) {
  const area = useRef(null);
  const picker = useRef(null);
  const [text, setText] = useState('');
  const [items, setItems] = useState([]);
  const [code, setCode] = useState(false);
  const [busy, setBusy] = useState(false);
  const people = speakers(chat.key);
  const by = speaker(chat.key);
  useEffect(() => {
    const pick = e => {
      if (e.altKey && !e.ctrlKey && /^Digit[1-9]$/.test(e.code) && people[e.code.at(-1) - 1]) {
        e.preventDefault();
        speakAs(chat.key, people[e.code.at(-1) - 1]);
      }
    };
    addEventListener('keydown', pick);
    return () => removeEventListener('keydown', pick);
  });
  const add = files => setItems(all => [...all, ...[...files].map(attachment)]);
  const insert = token => {
    const { selectionStart: from, selectionEnd: to } = area.current;
    setText(text.slice(0, from) + token + text.slice(to));
    area.current.focus();
  };
  const send = async () => {
    if (busy || by === null || (!text && !items.length)) {
      return;
    }
    setBusy(true);
    const done = await attempt(() => sayIt(chat, by, text, items, replyTo.value, code));
    setBusy(false);
    if (done) {
      items.forEach(discard);
      setItems([]);
      setText('');
      replyTo.value = null;
      chatChanged();
    }
    area.current?.focus();
  };
  const key = e => {
    // While an input method is composing, Enter chooses a candidate and sends nothing.
    if (e.key === 'Enter' && !e.shiftKey && !e.isComposing && e.keyCode !== 229) {
      e.preventDefault();
      send();
    }
  };
  const drop = e => { e.preventDefault(); add(e.dataTransfer.files); };
  const paste = e => { if (e.clipboardData.files.length) { e.preventDefault(); add(e.clipboardData.files); } };
  return html`<form class="composer" onSubmit=${e => { e.preventDefault(); send(); }} onDragOver=${e => e.preventDefault()} onDrop=${drop}>
    ${replyTo.value && html`<div class="row quote"><span>${t('message.reply')}: <bdi>${plain(preview(replyTo.value.message, type => word('segment', type))).slice(0, 80)}</bdi></span>
      <button type="button" class="small" aria-label=${t('cancel')} onClick=${() => { replyTo.value = null; }}>×</button></div>`}
    ${items.length > 0 && html`<ul class="items">${items.map(item => html`<li key=${item.key} class="chip">
      ${item.preview && html`<img src=${item.preview} alt="" />`}<span><bdi>${plain(item.name)}</bdi> <small>${word('segment', item.kind)} · ${sizeText(item.size)}</small></span>
      <button type="button" class="small" aria-label=${t('composer.remove', { name: plain(item.name) })} onClick=${() => { discard(item); setItems(items.filter(i => i !== item)); }}>×</button></li>`)}</ul>`}
    <div class="row tools">
      <label for="speaker">${t('composer.as')}</label>
      <select id="speaker" value=${by ?? ''} title=${t('composer.as.hint')} onChange=${e => speakAs(chat.key, Number(e.target.value))}>
        ${people.map((id, i) => html`<option value=${id}>${nameOf(id, chat.group)}${i < 9 && people.length > 1 ? `  (Alt+${i + 1})` : ''}</option>`)}</select>
      ${chat.group && html`<${Picker} label=${t('composer.at')} sign="@" name="list">
        ${[['all', t('segment.all')], ...[selfId.value, ...people].map(id => [id, nameOf(id, chat.group)])].map(([id, name]) =>
    html`<button type="button" class="plain" onClick=${() => insert(atToken(name, id))}><bdi>${name}</bdi> <small>${id}</small></button>`)}</${Picker}>`}
      <${Picker} label=${t('composer.face')} sign="☺" name="faces">${Object.entries(FACES).map(([id, face]) =>
    html`<button type="button" class="plain" aria-label=${t('segment.face', { id })} title=${id} onClick=${() => insert(faceToken(id))}>${face}</button>`)}</${Picker}>
      <button type="button" class="quiet icon" aria-label=${t('composer.attach')} title=${t('composer.attach')} onClick=${() => picker.current.click()}>+</button>
      <input type="file" multiple hidden ref=${picker} aria-label=${t('composer.attach')} onChange=${e => { add(e.target.files); e.target.value = ''; }} />
      <button type="button" class="quiet" aria-pressed=${code} title=${t('composer.code.hint')} onClick=${() => setCode(!code)}>CQ</button>
    </div>
    <div class="row say"><textarea id="say" ref=${area} rows="2" value=${text} aria-label=${t('composer.text')} placeholder=${t('composer.placeholder')}
      onInput=${e => setText(e.target.value)} onKeyDown=${key} onPaste=${paste}></textarea>
      <button type="submit" class="primary" disabled=${busy || by === null || (!text && !items.length)}>${t('composer.send')}</button></div>
  </form>`;
}
