// The bar above all: what this is connected to, the tabs, language and theme.
import { html } from './vendor.js';
import { t, lang } from './i18n.js';
import { route, tabs, mode, theme, accounts, account, reachable, endpoints, choose } from './state.js';
import { feedState } from './feed.js';
import { nameOf } from './names.js';

function Badge() {
  const name = mode.value;
  return html`<strong class=${`badge ${name}`} title=${t(`mode.${name}.hint`)}>${t(`mode.${name}`)}</strong>`;
}

function Account() {
  if (accounts.value.length < 2) {
    const one = account.value;
    return one && html`<span class="account"><bdi>${nameOf(one.self_id)}</bdi></span>`;
  }
  return html`<select class="account" aria-label=${t('account')} value=${account.value?.self_id} onChange=${e => choose(Number(e.target.value))}>${accounts.value.map(a => html`<option value=${a.self_id}>${a.self_id} · ${a.real ? t('mode.real') : t('mode.sandbox')}</option>`)}</select>`;
}

const NEXT_THEME = { auto: 'light', light: 'dark', dark: 'auto' };
const THEME_SIGN = { auto: '◐', light: '☀', dark: '☾' };

export function Header() {
  const state = reachable.value ? feedState.value : 'lost';
  const problems = endpoints.value.filter(e => e.problem || e.state === 'failed').length;
  return html`<header>
    <div class="brand"><img src="/assets/icon.svg" alt="" width="24" height="24" /><span>Onekyu</span></div>
    <${Badge} />
    <${Account} />
    <nav aria-label=${t('nav')}>${tabs.map(tab => html`
      <a href=${`#${tab}`} aria-current=${route.value.tab === tab ? 'page' : undefined}>${t(`tab.${tab}`)}
        ${tab === 'peers' && problems > 0 && html`<span class="count bad" title=${t('peers.problems', { n: problems })}>${problems}</span>`}</a>`)}
    </nav>
    <span class=${`live ${state}`} role="status" title=${t(`feed.${state}.hint`)}><i aria-hidden="true"></i><span>${t(`feed.${state}`)}</span></span>
    <button type="button" class="quiet" lang=${lang.value === 'en' ? 'zh-CN' : 'en'} onClick=${() => { lang.value = lang.value === 'en' ? 'zh-CN' : 'en'; }}>${lang.value === 'en' ? '中文' : 'English'}</button>
    <button type="button" class="quiet icon" aria-label=${t(`theme.${theme.value}`)} title=${t(`theme.${theme.value}`)}
      onClick=${() => { theme.value = NEXT_THEME[theme.value] ?? 'auto'; }}>${THEME_SIGN[theme.value] ?? '◐'}</button>
  </header>`;
}
