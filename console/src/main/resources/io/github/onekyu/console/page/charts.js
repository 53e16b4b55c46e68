// Small drawings of the last minutes.
import { html } from './vendor.js';
import { t, clock } from './i18n.js';

const W = 320;
const H = 72;

function path(values, most) {
  const step = W / Math.max(1, values.length - 1);
  return values.map((v, i) => `${i ? 'L' : 'M'}${(i * step).toFixed(1)} ${(H - 4 - (v / most) * (H - 10)).toFixed(1)}`).join('');
}

const short = v => (v >= 1000 ? `${(v / 1000).toFixed(1)}k` : v >= 10 || Number.isInteger(v) ? String(Math.round(v)) : v.toFixed(2));

/** `lines`: [label, class, values]; the newest value stands beside its label. */
export function Chart({ title, unit, lines, points }) {
  const most = Math.max(1e-9, ...lines.flatMap(([, , values]) => values)) || 1;
  const now = lines.map(([label, , values]) => `${label} ${short(values.at(-1) ?? 0)}`).join(', ');
  return html`<figure class="chart"><figcaption><b>${title}</b> <small>${unit}</small>
      <span class="legend">${lines.map(([label, style, values]) => html`<span class=${style}><i aria-hidden="true"></i>${label} <b>${short(values.at(-1) ?? 0)}</b></span>`)}</span></figcaption>
    <svg viewBox=${`0 0 ${W} ${H}`} preserveAspectRatio="none" role="img" aria-label=${`${title} (${unit}): ${now}`}>
      <line class="base" x1="0" x2=${W} y1=${H - 4} y2=${H - 4} />
      <line class="grid" x1="0" x2=${W} y1="6" y2="6" />
      ${lines.map(([, style, values], i) => html`<g class=${style}>${i === 0 && values.length > 1 && html`<path class="area" d=${`${path(values, most)}L${W} ${H - 4}L0 ${H - 4}Z`} />`}
        <path class="line" d=${path(values, most)} /></g>`)}
    </svg><div class="axis muted"><span>${points.length ? clock(points[0].time * 1000) : ''}</span><span>${t('chart.most', { n: short(most) })}</span><span>${t('chart.now')}</span></div></figure>`;
}
