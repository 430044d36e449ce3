// The correction page without a mouse: moving between tasks, the same place on both sides, folding areas, keys.
import { inTurn, underWay } from './correction_parts.js';
import { enter, sourceKey } from './correction_source.js';

const content = () => document.getElementById('content');
const find = (what) => content().querySelector(what);
const folded = new Set();
let shown = '';

const rows = () => [...content().querySelectorAll('[data-row]')].filter((row) => !row.hidden);
const at = () => document.activeElement.closest('[data-row]') ?? find('[data-row][data-at]') ?? find('[data-row][aria-selected]');
const link = (row) => row.querySelector('a');

function into(pane, place) {
  if (!pane || !place) return;
  const top = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (top < 40 || top > pane.clientHeight - 80) pane.scrollTop += top - pane.clientHeight / 3;
}

// The open part of a task comes into view, as far as its row stays there.
function whole(pane, row) {
  const open = row?.nextElementSibling?.matches('.answer') && row.nextElementSibling.getBoundingClientRect();
  if (!open) return;
  const room = row.getBoundingClientRect().top - pane.getBoundingClientRect().top - 40;
  pane.scrollTop += Math.max(0, Math.min(open.bottom - pane.getBoundingClientRect().bottom, room));
}

function show(task) {
  for (const line of content().querySelectorAll('.lines .now')) line.classList.remove('now');
  const places = content().querySelectorAll(`.lines [data-task="${CSS.escape(task)}"]`);
  for (const one of places) one.classList.add('now');
  into(find('.lines'), places[0]);
}

function move(to) {
  if (!to) return;
  for (const row of content().querySelectorAll('[data-at]')) row.removeAttribute('data-at');
  to.setAttribute('data-at', '');
  link(to)?.focus({ preventScroll: true });
  into(find('.reading'), to);
  show(to.dataset.task);
}

function fold(button, closed) {
  const body = button.closest('tbody');
  button.setAttribute('aria-expanded', String(!closed));
  for (const row of body.querySelectorAll('tr:not(.area)')) row.hidden = closed;
  folded[closed ? 'add' : 'delete'](body.dataset.area);
}

// --- acts ----------------------------------------------------------------------------------------------------------

// Act on the task at hand, open or not.
function act(name, more = {}) {
  const row = at();
  const form = document.getElementById('row-act');
  if (!row || !form) return;
  Object.entries({ act: name, key: row.dataset.task, ...more }).forEach(([field, value]) => { form.elements[field].value = value; });
  form.requestSubmit();
}

const press = (key) => find(`[data-key="${key}"]`)?.click();
const writes = (target) => target.closest?.('input:not([type=checkbox], [type=radio]), textarea, select');

function open(doing) {
  const row = at();
  if (!row) return;
  const address = new URL(link(row).href);
  address.searchParams.set('task', row.dataset.task);
  address.searchParams.set('do', doing);
  address.searchParams.delete('tab');
  const options = { source: '.correction', target: '#content', select: '#content', swap: 'parts' };
  window.htmx.ajax('GET', address.pathname + address.search, options);
}

const STOPS = /^(?:number|title|lead_units|responsible_units|target-\d+-value|deadline-\d+-on)$/;

// In an open form F2 goes to what is most often wrong, and selects it, so that typing replaces it.
function nextStop() {
  const form = find('.reading form[data-draft]');
  if (!form) return false;
  const stops = [...form.elements].filter((field) => (form.elements.act.value === 'task' ? STOPS.test(field.name) : field.matches('.field input, .field textarea')));
  const to = stops[(stops.indexOf(document.activeElement) + 1) % stops.length];
  to?.closest('details')?.setAttribute('open', '');
  to?.focus();
  to?.select?.();
  return Boolean(to);
}

function edit() {
  if (!nextStop()) open('edit');
}

function accept(event) {
  const row = at();
  if (!row || !event.target.closest('[data-row], .answer, .reading') || event.target.closest('button, [data-state=yellow]')) return false;
  if (row.querySelector('[data-state=yellow]')) return false;
  act('accept');
  return true;
}

function tab(step) {
  const tabs = [...content().querySelectorAll('#proposal .filters a')];
  const here = tabs.findIndex((one) => one.getAttribute('aria-current'));
  tabs[here + step]?.click();
}

function choose(nth) {
  const picker = document.getElementById('picker');
  const scope = picker && !picker.hidden ? picker : find('.reading');
  [...scope.querySelectorAll('[data-choice]')].filter((one) => !one.disabled || one.closest('#picker'))[nth - 1]?.click();
}

function along(step) {
  const list = rows();
  if (!list.length) return false;
  const here = list.indexOf(at());
  move(list[Math.min(Math.max(here + step, 0), list.length - 1)]);
  return true;
}

// What a key does outside a field: the name of the key with its modifiers.
const DOES = {
  ArrowDown: () => along(1), ArrowUp: () => along(-1),
  'Alt+ArrowDown': () => act('move', { by: 1 }), 'Alt+ArrowUp': () => act('move', { by: -1 }),
  Delete: () => act('remove'), 'Shift+Delete': () => act('to_area'), 'Shift+Enter': () => press('accept_sure'),
  'Ctrl+z': () => press('undo'), 'Ctrl+y': () => press('redo'), 'Ctrl+Shift+Z': () => press('redo'),
  '[': () => tab(-1), ']': () => tab(1), ' ': () => enter(at()?.dataset.task),
};
// What it does anywhere.
const ALWAYS = {
  F2: edit, F4: () => open('split'), F6: () => act('merge'), F8: () => press('next'), 'Shift+F8': () => press('previous'),
};

function nameOf(event) {
  const plain = event.key.length === 1 && event.shiftKey && !event.ctrlKey;
  return `${event.ctrlKey || event.metaKey ? 'Ctrl+' : ''}${event.altKey ? 'Alt+' : ''}${event.shiftKey && !plain ? 'Shift+' : ''}${event.key}`;
}

function handle(event) {
  const name = nameOf(event);
  const writing = writes(event.target);
  const form = event.target.closest?.('.reading form[data-draft]');
  if (ALWAYS[name]) ALWAYS[name]();
  else if (form && name === 'Ctrl+Enter') form.requestSubmit();
  else if (form && name === 'Escape') leave(form);
  else if (writing && !(BACK.test(name) && untouched(form))) return false;
  else if (sourceKey(event)) return true;
  else if (name === '?') document.getElementById('keys-help').showModal();
  else if (/^[1-9]$/.test(name)) choose(Number(name));
  else if (name === 'Enter') return accept(event);
  else if (name === ' ' && event.target.closest('button, summary, label, input')) return false;
  else if (DOES[name]) return DOES[name]() !== false;
  else return false;
  return true;
}

const BACK = /^Ctrl\+(?:[zy]|Shift\+Z)$/;
const untouched = (form) => form && [...form.elements].every((field) => field.type === 'hidden' || (field.defaultValue ?? field.value) === field.value);

function leave(form) {
  if (form.querySelector('[data-key=leave]')) press('leave');
  else find('.reading').focus();
}

const COMMAND = /^(?:F[2468]|Arrow.*|Delete|Enter|Escape|[1-9?[\] ]|[zZyY])$/;
document.addEventListener('htmx:beforeRequest', () => {
  if (document.activeElement.closest('.reading form[data-draft]')) document.activeElement.blur(); // saved is done with
});

document.addEventListener('keydown', (event) => {
  if (!find('.correction') || document.querySelector('dialog[open]') || event.isComposing) return;
  if (underWay() && COMMAND.test(event.key) && !writes(event.target)) {
    event.preventDefault();
    const { key, ctrlKey, metaKey, altKey, shiftKey } = event;
    inTurn(() => handle({ key, ctrlKey, metaKey, altKey, shiftKey, target: document.activeElement, preventDefault() {} }));
  } else if (handle(event)) event.preventDefault();
});

// A row reached by Tab or a click is the one at hand, for the keys and for what is selected in the source.
document.addEventListener('focusin', (event) => {
  const row = event.target.closest('[data-row]');
  if (!row || row.hasAttribute('data-at')) return;
  for (const one of content().querySelectorAll('[data-at]')) one.removeAttribute('data-at');
  row.setAttribute('data-at', '');
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-fold]');
  if (button) fold(button, button.getAttribute('aria-expanded') === 'true');
  const line = event.target.closest('.lines [data-task]');
  if (line && getSelection().isCollapsed) move(rows().find((row) => row.dataset.task === line.dataset.task));
  const row = event.target.closest('[data-row]');
  if (row && !event.target.closest('a, button')) move(row);
});

// --- arriving ------------------------------------------------------------------------------------------------------

// The focus goes with what changed: into a form that opened, to the doubt asked, to the task chosen.
function focus(selected) {
  const lost = document.activeElement.matches('body, .lines');
  const form = find('.reading form[data-draft]');
  const now = `${location.search} ${form?.elements.act.value ?? ''}`;
  const wrong = find('.reading .has-error :is(input, textarea, select)');
  if (wrong && lost) wrong.focus();
  else if (form?.querySelector('[data-key=leave]') && now !== shown && (lost || !form.contains(document.activeElement))) nextStop();
  else if (lost) (selected ? link(selected) : find('#asked button, #asked-name button, .reading'))?.focus({ preventScroll: true });
  shown = now;
}

function arrive() {
  if (!find('.correction')) return;
  for (const body of content().querySelectorAll('tbody[data-area]')) {
    if (folded.has(body.dataset.area) && !body.querySelector('[aria-selected]')) fold(body.querySelector('[data-fold]'), true);
  }
  const selected = find('[data-row][aria-selected]');
  if (selected) for (const row of content().querySelectorAll('[data-at]')) row.removeAttribute('data-at');
  into(find('.reading'), selected);
  whole(find('.reading'), selected);
  into(find('.lines'), find('.lines .ask, .lines .now'));
  const doubt = find('.findings .now');
  if (doubt) doubt.parentElement.scrollLeft = Math.max(0, doubt.offsetLeft - doubt.parentElement.offsetLeft - 132);
  focus(selected);
  const said = find(':scope > .said');
  if (said) setTimeout(() => said.remove(), 6000);
}

document.addEventListener('htmx:afterSettle', arrive);
arrive();
