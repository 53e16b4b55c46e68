// Starts the page: header, tabs, and the one that is open.
import { html, render, useEffect } from './vendor.js';
import { t } from './i18n.js';
import { route, about, loadAbout, loadWorld, loadEndpoints, messages, isReal, world } from './state.js';
import { follow, onRecords } from './feed.js';
import { short } from './text.js';
import { Header } from './header.js';
import { Dialogs } from './dialog.js';
import { Chat } from './chat.js';
import { Trace } from './trace.js';
import { Peers } from './peers.js';
import { ApiConsole } from './calls.js';
import { World } from './world.js';

const VIEWS = { chat: Chat, trace: Trace, peers: Peers, api: ApiConsole, world: World };

function Real() {
  return html`<div class="empty"><h2>${t('real.title')}</h2><p>${t('real.text')}</p>
    <ul><li>${t('real.trace')}</li><li>${t('real.peers')}</li><li>${t('real.api')}</li></ul></div>`;
}

function App() {
  const { tab } = route.value;
  const View = VIEWS[tab];
  const played = tab === 'chat' || tab === 'world';
  useEffect(() => {
    document.title = `${t(`tab.${tab}`)} · Onekyu`;
  });
  return html`
    <a class="skip" href="#main" onClick=${e => { e.preventDefault(); document.getElementById('main').focus(); }}>${t('skip')}</a>
    <${Header} />
    <main id="main" tabindex="-1" class=${`view ${tab}`}>
      <h1 class="hidden">${t(`tab.${tab}`)}</h1>
      ${played && isReal.value ? html`<${Real} />`
        : played && !world.value ? html`<p class="empty" role="status">${t('loading')}</p>`
          : html`<${View} />`}
    </main>
    <${Dialogs} />
    <div class="toasts" role="status" aria-live="polite">
      ${messages.value.text && html`<p class=${messages.value.bad ? 'toast bad' : 'toast'}>${short(messages.value.text, 1000)}</p>`}
    </div>`;
}

render(html`<${App} />`, document.getElementById('app'));

await loadAbout();
loadWorld();
loadEndpoints();
follow();
onRecords(batch => {
  if (batch.some(r => r.kind === 'connection' || r.kind === 'problem')) {
    loadEndpoints();
  }
});
setInterval(() => {
  if (!document.hidden) {
    loadAbout();
    loadEndpoints();
    if (!world.value && about.value) {
      loadWorld();
    }
  }
}, 3000);
addEventListener('focus', loadWorld);
