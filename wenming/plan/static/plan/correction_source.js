// Selecting words of the source, by mouse or by keys, and saying what they are.
const PHRASE = /[^，。；：、？！（）()\s]+/g;
const content = () => document.getElementById('content');
const lines = () => content().querySelector('.lines');
const picker = () => document.getElementById('picker');
let from = null;
let to = null;

const lineAt = (node) => (node.nodeType === 1 ? node : node.parentElement)?.closest('.lines > li');
const phrases = (line) => [...line.textContent.matchAll(PHRASE)].map((one) => [one.index, one.index + one[0].length]);

function offset(line, node, at) {
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, at);
  return range.toString().length;
}

function spot(line, at) {
  const walk = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  let left = at;
  let node = walk.nextNode();
  for (; node && left > node.length; node = walk.nextNode()) left -= node.length;
  return node ? [node, left] : [line, line.childNodes.length];
}

// The selection as the server wants it: line and character of both ends; null where nothing of the source is selected.
function place() {
  const selection = getSelection();
  if (!selection.rangeCount || selection.isCollapsed || !lines()) return null;
  const range = selection.getRangeAt(0);
  const first = lineAt(range.startContainer);
  const last = lineAt(range.endContainer);
  if (!first || !last || !lines().contains(first)) return null;
  return { from_line: first.value, from_at: offset(first, range.startContainer, range.startOffset),
    to_line: last.value, to_at: offset(last, range.endContainer, range.endOffset) };
}

function tell() {
  const form = picker();
  if (!form) return;
  const here = place();
  form.hidden = !here;
  if (!here) return;
  for (const [name, value] of Object.entries(here)) form.elements[name].value = value;
  const row = content().querySelector('[data-row][data-at], [data-row][aria-selected]');
  form.elements.key.value = row?.dataset.task ?? '';
  for (const button of form.querySelectorAll('[data-of-task]')) button.disabled = !row;
  form.querySelector('[data-picked-of]').textContent = row ? `牵头、责任、目标、时限归任务 ${row.cells[0].textContent.trim()}` : '先选定一项任务，再定牵头、责任';
}

document.addEventListener('selectionchange', tell);
document.addEventListener('htmx:afterSettle', () => { if (picker() && !lines().contains(document.activeElement)) clear(); else tell(); });

function clear() {
  from = null;
  to = null;
  if (lineAt(getSelection().anchorNode ?? document.body)) getSelection().removeAllRanges();
  tell();
}

// `a` and `b` are [line, start, end] of two phrases; all from the one to the other is selected.
function select(a, b) {
  const ordered = [a, b].sort((one, other) => one[0].value - other[0].value || one[1] - other[1]);
  const last = [a, b].sort((one, other) => one[0].value - other[0].value || one[2] - other[2])[1];
  const range = document.createRange();
  range.setStart(...spot(ordered[0][0], ordered[0][1]));
  range.setEnd(...spot(last[0], last[2]));
  getSelection().removeAllRanges();
  getSelection().addRange(range);
  from = a;
  to = b;
  b[0].scrollIntoView({ block: 'nearest' });
}

const phrase = (line, nth) => {
  const all = phrases(line);
  const one = all.at(nth < all.length ? nth : -1) ?? [0, line.textContent.length];
  return [line, ...one];
};
const whole = (line) => [line, line.textContent.length - line.textContent.trimStart().length, line.textContent.trimEnd().length];

// Goes to the source at the place of a task: its first phrase is selected.
export function enter(task) {
  const inside = task && lines().querySelector(`[data-task="${CSS.escape(task)}"]`);
  const line = inside?.closest('li') ?? lines().querySelector('li');
  lines().focus({ preventScroll: true });
  if (line) select(phrase(line, 0), phrase(line, 0));
}

function start() {
  const here = place();
  if (to && to[0].isConnected && here) return;
  const line = lines().querySelector('.now')?.closest('li') ?? lines().querySelector('li');
  from = phrase(line, 0);
  to = from;
}

function along(step) {
  const all = phrases(to[0]);
  const at = all.findIndex(([begin]) => begin >= to[1]);
  const next = all[at + step];
  if (next) return [to[0], ...next];
  const line = step > 0 ? to[0].nextElementSibling : to[0].previousElementSibling;
  return line ? phrase(line, step > 0 ? 0 : -1) : to;
}

function beside(step) {
  const line = step > 0 ? to[0].nextElementSibling : to[0].previousElementSibling;
  return line ? phrase(line, 0) : to;
}

// One key in the source; true where it did something.
export function sourceKey(event) {
  if (event.key === 'Escape' && place()) { clear(); return true; }
  if (!event.target.closest('.lines') || event.altKey) return false;
  const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
  const across = event.key === 'ArrowDown' || event.key === 'ArrowUp';
  if (event.key === ' ') {
    start();
    select(whole(to[0]), whole(to[0]));
  } else if (step && event.shiftKey && (event.ctrlKey || event.metaKey) && !across) {
    start();
    const end = Math.min(Math.max(to[2] + step, to[1] + 1), to[0].textContent.length);
    select(from === to ? [to[0], to[1], end] : from, [to[0], to[1], end]);
  } else if (step && !event.ctrlKey) {
    start();
    const next = across && event.shiftKey ? whole(beside(step)[0]) : across ? beside(step) : along(step);
    select(event.shiftKey ? (across ? whole(from[0]) : from) : next, next);
  } else return false;
  event.preventDefault();
  return true;
}
