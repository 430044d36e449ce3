// What an answer of the server changes on the correction page: only the parts that differ are put in, so that focus,
// scroll and folded areas stay. And one thing after another: what is clicked while another is under way waits.
const LISTS = '#content, [data-parts]';
const TOKENS = '[name=csrfmiddlewaretoken], [name=once]';
const OWN = ['open', 'aria-expanded', 'hidden'];

function keysOf(parent) {
  const seen = new Map();
  return new Map([...parent.children].map((one) => {
    const plain = one.id || `${one.tagName}.${one.classList[0] ?? ''}`;
    const times = seen.get(plain) ?? 0;
    seen.set(plain, times + 1);
    return [times ? `${plain} ${times}` : plain, one];
  }));
}

function bare(part) {
  const copy = part.cloneNode(true);
  for (const one of [copy, ...copy.querySelectorAll('*')]) {
    for (const name of [...OWN, 'data-at']) one.removeAttribute(name);
  }
  for (const field of copy.querySelectorAll(TOKENS)) field.remove();
  for (const node of [...copy.querySelectorAll('.draft-line')]) node.remove();
  return copy;
}

const same = (old, fresh) => old.isEqualNode(fresh) || (!old.querySelector('form[data-draft]') && bare(old).isEqualNode(bare(fresh)));

function sync(old, fresh) {
  for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name)) old.removeAttribute(name);
  for (const { name, value } of [...fresh.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
}

// Brings `old` to what `fresh` says and returns the elements that came in new.
function bring(old, fresh) {
  if (old.matches(LISTS) && fresh.matches(LISTS)) {
    sync(old, fresh);
    return children(old, fresh);
  }
  if (same(old, fresh)) return [];
  old.replaceWith(fresh);
  return [fresh];
}

function children(old, fresh) {
  const before = keysOf(old);
  const after = keysOf(fresh);
  const came = [];
  for (const [key, one] of before) if (!after.has(key)) one.remove();
  let last = null;
  for (const [key, one] of after) {
    const known = before.get(key);
    let now = known ?? one;
    if (known) {
      const fresher = bring(known, one);
      came.push(...fresher);
      if (fresher.includes(one)) now = one;
    } else came.push(one);
    const next = last ? last.nextElementSibling : old.firstElementChild;
    if (now !== next) old.insertBefore(now, next);
    last = now;
  }
  return came;
}

window.htmx.defineExtension('parts', {
  isInlineSwap: (style) => style === 'parts',
  handleSwap: (style, target, fragment) => {
    if (style !== 'parts') return false;
    const fresh = fragment.firstElementChild ?? fragment;
    if (target.id === 'content' && fresh.id === 'content') return bring(target, fresh);
    target.replaceChildren(...fragment.childNodes);
    return [...target.children];
  },
});

// --- one thing after another ---------------------------------------------------------------------------------------

const waiting = [];
let busy = false;

function next() {
  busy = false;
  while (!busy && waiting.length) waiting.shift()();
}

export const underWay = () => busy;

// Do it now, or when what is under way has come to its end.
export function inTurn(step) {
  if (busy) waiting.push(step);
  else step();
}

const ours = (event) => event.target.closest?.('.correction') || event.detail?.target?.id === 'content';

function later(form, button) {
  const values = Object.fromEntries(new FormData(form, button));
  waiting.push(() => {
    values.version = document.querySelector('.correction').dataset.version;
    window.htmx.ajax('POST', form.action, { source: '.correction', target: '#content', select: '#content', swap: 'parts', values });
  });
}

document.addEventListener('submit', (event) => {
  const form = event.target.closest('.correction form');
  if (!form || !busy || form.method === 'dialog') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  later(form, event.submitter);
}, { capture: true });

document.addEventListener('click', (event) => {
  const link = event.target.closest('.correction a[href]');
  if (!link || !busy || link.getAttribute('hx-boost') === 'false') return;
  event.preventDefault();
  event.stopImmediatePropagation();
  waiting.push(() => window.htmx.ajax('GET', link.href, { source: '.correction', target: '#content', select: '#content', swap: 'parts' }));
}, { capture: true });

document.addEventListener('htmx:beforeRequest', (event) => { if (ours(event)) busy = true; });
document.addEventListener('htmx:afterSettle', (event) => { if (busy) setTimeout(next); });
// A refusal ends the row: what waited was meant for a page that did not come about.
document.addEventListener('htmx:afterRequest', (event) => {
  if (event.detail.failed) { waiting.length = 0; busy = false; }
});
