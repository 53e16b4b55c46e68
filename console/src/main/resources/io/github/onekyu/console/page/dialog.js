// One dialog at a time: a small form, or a question.
import { html, signal, useEffect, useRef, useState } from './vendor.js';
import { t } from './i18n.js';
import { attempt } from './state.js';
import { short } from './text.js';

const open = signal(null);

/**
 * Shows a form. `fields`: {name, label, type: text|number|select|check|area, value, options, hint, required}; `submit` gets the
 * values by name, and the dialog stays open while that fails.
 */
export function ask({ title, text, fields = [], action, danger = false, submit }) {
  open.value = { title, text, fields, action, danger, submit };
}

function Field({ field, value, change }) {
  const id = `field-${field.name}`;
  const set = e => change(field.name, field.type === 'check' ? e.target.checked : e.target.value);
  if (field.type === 'check') {
    return html`<label class="check"><input type="checkbox" checked=${value} onChange=${set} /> ${field.label}</label>`;
  }
  const shared = { id, value, onInput: set, required: field.required };
  return html`<div class="field"><label for=${id}>${field.label}</label>
    ${field.type === 'select' ? html`<select ...${shared}>${field.options.map(([v, label]) => html`<option value=${v}>${label}</option>`)}</select>`
      : field.type === 'area' ? html`<textarea rows="5" ...${shared}></textarea>`
        : html`<input type=${field.type ?? 'text'} ...${shared} autocomplete="off" />`}
    ${field.hint && html`<small>${field.hint}</small>`}</div>`;
}

function Form({ dialog }) {
  const box = useRef(null);
  const [values, setValues] = useState(() => Object.fromEntries(dialog.fields.map(f =>
    [f.name, f.value ?? (f.type === 'check' ? false : f.type === 'select' ? f.options[0]?.[0] ?? '' : '')])));
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    const before = document.activeElement;
    box.current.showModal();
    return () => before?.focus?.();
  }, []);
  const close = () => { open.value = null; };
  const send = async e => {
    e.preventDefault();
    const typed = { ...values };
    for (const f of dialog.fields) {
      if (f.type === 'number') {
        typed[f.name] = typed[f.name] === '' ? undefined : Number(typed[f.name]);
      }
    }
    setBusy(true);
    const done = await attempt(() => dialog.submit(typed));
    setBusy(false);
    if (done !== null) {
      close();
    }
  };
  return html`<dialog ref=${box} aria-labelledby="dialog-title" onCancel=${close} onClick=${e => e.target === box.current && close()}>
    <form onSubmit=${send}>
      <h2 id="dialog-title">${short(dialog.title)}</h2>
      ${dialog.text && html`<p>${dialog.text}</p>`}
      ${dialog.fields.map(f => html`<${Field} key=${f.name} field=${f} value=${values[f.name]}
        change=${(name, value) => setValues(v => ({ ...v, [name]: value }))} />`)}
      <div class="row end"><button type="button" onClick=${close}>${t('cancel')}</button>
        <button type="submit" class=${dialog.danger ? 'danger' : 'primary'} disabled=${busy}>${dialog.action ?? t('ok')}</button></div>
    </form></dialog>`;
}

export const Dialogs = () => open.value && html`<${Form} key=${open.value} dialog=${open.value} />`;
