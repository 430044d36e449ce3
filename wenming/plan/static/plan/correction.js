// The correction page without a mouse: moving between tasks, the same place on both sides, folding areas, keys.
const content = () => document.getElementById('content');
const folded = new Set();
const scrolled = new Map();
let current = null;

const rows = () => [...content().querySelectorAll('[data-row]')].filter((row) => !row.hidden);
const lineOf = (task) => content().querySelector(`.lines [data-task="${CSS.escape(task)}"]`);

function into(pane, place) {
  if (!pane || !place) return;
  const top = place.getBoundingClientRect().top - pane.getBoundingClientRect().top;
  if (top < 40 || top > pane.clientHeight - 80) pane.scrollTop += top - pane.clientHeight / 3;
}

function show(task) {
  for (const line of content().querySelectorAll('.lines .now')) line.classList.remove('now');
  const line = lineOf(task);
  for (const one of content().querySelectorAll(`.lines [data-task="${CSS.escape(task)}"]`)) one.classList.add('now');
  into(content().querySelector('.lines'), line);
}

function move(to) {
  if (!to) return;
  for (const row of content().querySelectorAll('.at')) row.classList.remove('at');
  current = to.dataset.task;
  to.classList.add('at');
  to.querySelector('a')?.focus({ preventScroll: true });
  into(content().querySelector('.reading'), to);
  show(current);
}

function fold(button, closed) {
  const body = button.closest('tbody');
  button.setAttribute('aria-expanded', String(!closed));
  for (const row of body.querySelectorAll('tr:not(.area)')) row.hidden = closed;
  folded[closed ? 'add' : 'delete'](body.dataset.area);
}

function at() {
  return rows().find((row) => row.dataset.task === current) ?? content().querySelector('[data-row][aria-selected]');
}

function press(key) {
  const selected = content().querySelector('[data-row][aria-selected]');
  const row = at();
  const button = content().querySelector(`[data-key="${key}"]`);
  const ofTask = ['edit', 'split', 'merge'].includes(key);
  if (button && (!ofTask || !row || row === selected)) button.click();
  else if (ofTask && row) {
    const link = row.querySelector('[data-open]');
    if (link) window.htmx.ajax('GET', link.href, { target: '#content', select: '#content', swap: 'outerHTML' }).then(() => {
      if (key !== 'merge') content().querySelector(`[data-key="${key}"]`)?.click();
    });
  }
}

const KEYS = { F2: 'edit', F4: 'split', F6: 'merge', F8: 'next' };

document.addEventListener('keydown', (event) => {
  if (!content().querySelector('.correction')) return;
  const writing = event.target.closest('input:not([type=checkbox]), textarea, select');
  if (KEYS[event.key]) {
    event.preventDefault();
    press(KEYS[event.key]);
  } else if (!writing && (event.ctrlKey || event.metaKey) && event.key === 'z') {
    event.preventDefault();
    press('undo');
  } else if (!writing && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
    const list = rows();
    const here = list.indexOf(at());
    if (list.length) {
      event.preventDefault();
      move(list[Math.min(Math.max(here + (event.key === 'ArrowDown' ? 1 : -1), 0), list.length - 1)]);
    }
  } else if (event.key === ' ' && event.target.closest('[data-row]')) {
    event.preventDefault();
    show(event.target.closest('[data-row]').dataset.task);
  }
});

document.addEventListener('click', (event) => {
  const button = event.target.closest('[data-fold]');
  if (button) fold(button, button.getAttribute('aria-expanded') === 'true');
  const line = event.target.closest('.lines [data-task]');
  if (line) move(rows().find((row) => row.dataset.task === line.dataset.task));
  const row = event.target.closest('[data-row]');
  if (row && !event.target.closest('a, button')) move(row);
});

// A swap brings new panes: they open where the old ones stood, then come to what is selected.
document.addEventListener('htmx:beforeSwap', () => {
  for (const pane of content().querySelectorAll('[data-keep-scroll]')) scrolled.set(pane.dataset.keepScroll, [pane.scrollTop, pane.scrollLeft]);
});

function arrive() {
  if (!content().querySelector('.correction')) return;
  for (const pane of content().querySelectorAll('[data-keep-scroll]')) {
    [pane.scrollTop, pane.scrollLeft] = scrolled.get(pane.dataset.keepScroll) ?? [0, 0];
  }
  for (const body of content().querySelectorAll('tbody[data-area]')) {
    if (folded.has(body.dataset.area) && !body.querySelector('[aria-selected]')) fold(body.querySelector('[data-fold]'), true);
  }
  const selected = content().querySelector('[data-row][aria-selected]');
  const asked = content().querySelector('.lines .ask, .lines .now');
  if (selected) {
    current = selected.dataset.task;
    into(content().querySelector('.reading'), selected);
  }
  into(content().querySelector('.lines'), asked);
  const doubt = content().querySelector('.findings .now');
  if (doubt) doubt.parentElement.scrollLeft = Math.max(0, doubt.offsetLeft - doubt.parentElement.offsetLeft - 132);
  // A swap takes the focus with it: give it to what is asked now, so that the next key has somewhere to go.
  if (document.activeElement === document.body) {
    content().querySelector('.answer :is(button, input:not([type=hidden]), select, a), .ask button')?.focus({ preventScroll: true });
  }
  const said = content().querySelector(':scope > .said');
  if (said) setTimeout(() => said.remove(), 6000);
}

document.addEventListener('htmx:afterSettle', arrive);
arrive();
