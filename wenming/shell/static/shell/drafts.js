// Forms marked data-draft keep themselves while one types, come back as they were left, and say who else is at them.
// Without script they are ordinary forms. Passwords, files and what is marked data-sensitive never leave the page.
const address = document.body.dataset.drafts;
const WAIT = 1000;
const AGAIN = 10000;
const states = new WeakMap();
let filling = false;

const stateOf = (form) => states.get(form) ?? states.set(form, {}).get(form);
const csrf = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? '';
const never = (field) => ['password', 'file', 'submit', 'button', 'reset', 'image'].includes(field.type)
  || field.autocomplete === 'one-time-code' || field.closest('[data-sensitive]');
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !field.disabled && !never(field));
const isBox = (field) => ['checkbox', 'radio'].includes(field.type);

const plain = (element) => [...element?.childNodes ?? []].filter((one) => !one.matches?.('select, input, textarea, [aria-hidden]'))
  .map((one) => one.textContent).join('').replace(/\s+/g, ' ').trim();

// what a person reads: the label of the field (of a box: of its group), and the text of what is chosen
function said(field, value, chosen = value) {
  const own = field.getAttribute('aria-label') || plain(field.labels?.[0]);
  const group = plain(field.closest('fieldset')?.querySelector('legend'));
  const [label, text] = isBox(field) ? [group, own || value] : [own, chosen];
  return [field.name, value, label ? `${label}：${text}` : text];
}

function valuesOf(form) {
  return fieldsOf(form).flatMap((field) => {
    if (isBox(field)) return field.checked ? [said(field, field.value)] : [];
    if (field.tagName === 'SELECT') return [...field.selectedOptions].map((one) => said(field, one.value, plain(one)));
    return [field.type === 'hidden' ? [field.name, field.value, ''] : said(field, field.value)];
  });
}

const typedBy = (form) => JSON.stringify(valuesOf(form).filter(([name]) => !['csrfmiddlewaretoken', 'once', 'form_owner'].includes(name)));

function line(form, kind, className = 'meta draft-line') {
  let found = form.querySelector(`:scope > [data-draft-${kind}]`);
  if (!found) {
    found = document.createElement('p');
    found.setAttribute(`data-draft-${kind}`, '');
    found.setAttribute('role', 'status');
    form.prepend(found);
  }
  found.className = className;
  return found;
}

// --- keeping ---------------------------------------------------------------------------------------------------------

function soon(form, wait = WAIT) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.waiting = true;
  state.timer = setTimeout(() => keep(form), wait);
}

async function keep(form, leaving = false) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  if (state.sent || !state.waiting) return;
  state.waiting = false;
  try {
    const answer = await post(address, { draft: form.dataset.draft, sending: form.elements.once?.value ?? '',
      fields: JSON.stringify(valuesOf(form)) }, leaving);
    const told = await answer.json();
    if (!answer.ok) line(form, 'state').textContent = told.sentence;
    else if (told.saved && !state.sent) {
      line(form, 'state').textContent = `已自动保存 ${told.saved}`;
      tellOthers(form, told.others);
    }
  } catch {
    line(form, 'state').textContent = '暂时连不上，还没有自动保存；填写的内容都在这一页上，稍后自动再试。';
    soon(form, AGAIN);
  }
}

function post(to, values, leaving = false) {
  const body = new FormData();
  for (const [name, value] of Object.entries(values)) body.set(name, value);
  return fetch(to, { method: 'POST', body, keepalive: leaving, headers: { 'X-CSRFToken': csrf(), Accept: 'application/json' } });
}

function typed(event) {
  const form = event.target.form;
  if (filling || !form?.dataset.draft || !event.target.name || never(event.target)) return;
  stateOf(form).sent = false;
  soon(form);
}

function leave() {
  for (const form of document.querySelectorAll('form[data-draft]')) keep(form, true);
}

// --- coming back -----------------------------------------------------------------------------------------------------

function fill(form, fields) {
  const left = new Map();
  for (const [name, value] of fields) left.set(name, [...(left.get(name) ?? []), value]);
  filling = true;
  for (const field of fieldsOf(form)) {
    const values = left.get(field.name) ?? [];
    if (isBox(field)) field.checked = values.includes(field.value);
    else if (field.type === 'select-multiple') for (const one of field.options) one.selected = values.includes(one.value);
    else if (values.length) field.value = values.shift();
    field.dispatchEvent(new Event('change', { bubbles: true }));
  }
  filling = false;
  const names = new Set([...form.elements].map((field) => field.name));
  return [...left].filter(([name]) => !names.has(name)).flatMap(([, values]) => values).filter(Boolean);
}

function restore(form, told) {
  const before = typedBy(form);
  const homeless = fill(form, told.fields);
  if (typedBy(form) === before && !homeless.length) return;
  const said = line(form, 'restored', 'warned draft-line');
  said.replaceChildren(`已恢复您 ${told.saved} 未提交的内容`);
  if (homeless.length) said.append(`；下面的内容在表上已没有位置：${homeless.join('、')}`);
  const away = document.createElement('button');
  away.type = 'button';
  away.className = 'do small';
  away.textContent = '丢弃';
  away.addEventListener('click', () => discard(form, said));
  said.append(' ', away);
}

async function discard(form, said) {
  const state = stateOf(form);
  clearTimeout(state.timer);
  state.waiting = false;
  const answer = await post(`${address}discard/`, { draft: form.dataset.draft });
  if (!answer.ok) return;
  form.reset();
  said.remove();
  line(form, 'state').textContent = '已丢弃，表上是原来的内容。';
}

function tellOthers(form, others) {
  if (!others.length) return form.querySelector(':scope > [data-draft-others]')?.remove();
  const who = others.map((one) => `${one.name}（${one.since} 起）`).join('、');
  line(form, 'others', 'warned draft-line').textContent = `${who}也在填写这张表。请先互相说一声；先保存的算数，后保存的会看到对方改了什么，再决定。`;
}

async function look(within, holdsInput) {
  const forms = [...within.querySelectorAll('form[data-draft]')];
  if (!forms.length) return;
  const asked = new URLSearchParams(forms.map((form) => ['draft', form.dataset.draft]));
  const answer = await fetch(`${address}?${asked}`, { headers: { Accept: 'application/json' } });
  if (!answer.ok) return;
  const told = await answer.json();
  for (const form of forms) {
    const own = told.forms.find((one) => form.dataset.draft.startsWith(`${one.path}:`));
    if (own?.fields.length && !holdsInput && !stateOf(form).waiting) restore(form, own);
    if (own) tellOthers(form, own.others);
  }
}

document.addEventListener('input', typed);
document.addEventListener('change', typed);
document.addEventListener('submit', (event) => {
  const state = stateOf(event.target);
  clearTimeout(state.timer);
  state.sent = true;
});
document.addEventListener('visibilitychange', () => { if (document.visibilityState === 'hidden') leave(); });
addEventListener('pagehide', leave);
document.addEventListener('htmx:afterSettle', (event) => look(event.detail.elt, event.detail.requestConfig?.verb === 'post'));
look(document, 'holdsInput' in document.body.dataset);
