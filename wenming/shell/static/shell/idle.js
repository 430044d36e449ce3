// A session ends when nobody acts. The page says so before, and typing counts as an act: what is written is never lost.
const seconds = Number(document.querySelector('meta[name="idle-seconds"]')?.content);
const WARN_BEFORE = 120;
const RENEW_AFTER = 240;
const EARLY = 40; // the server renews at most every half minute, so its session may end so much before our own count
let last = performance.now();
let bar = null;
let typed = false;

const idle = () => (performance.now() - last) / 1000;
const token = () => document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? '';

async function stay() {
  last = performance.now();
  const answer = await fetch('/accounts/stay/', { method: 'POST', headers: { 'X-CSRFToken': token() } }).catch(() => null);
  if (answer?.status === 401) over();
  else close();
}

function say(words, action) {
  bar ??= document.body.appendChild(Object.assign(document.createElement('div'), { className: 'idle-bar' }));
  bar.setAttribute('role', 'alert');
  const text = Object.assign(document.createElement('span'), { textContent: words });
  bar.replaceChildren(text, ...(action ? [action] : []));
}

function close() {
  bar?.remove();
  bar = null;
}

function warn(left) {
  if (bar?.dataset.warned) {
    bar.querySelector('b').textContent = left;
    return;
  }
  const button = Object.assign(document.createElement('button'), { type: 'button', className: 'act small', textContent: '继续使用' });
  button.addEventListener('click', stay);
  say('', button);
  bar.dataset.warned = '1';
  bar.firstChild.append('好一会儿没有操作了，', Object.assign(document.createElement('b'), { textContent: left }), ' 秒后退出登录。');
}

// What was typed stays on the page and goes into the form again after the sign-in; a page without it leaves the screen.
function over() {
  clearInterval(watch);
  if (!typed) {
    location.assign(`/accounts/sign-in/?next=${encodeURIComponent(location.pathname + location.search)}`);
    return;
  }
  say('已经退出登录。填写的内容还在：照常提交，登录后会放回原处。');
}

const watch = seconds ? setInterval(() => {
  const left = Math.ceil(seconds - EARLY - idle());
  if (left <= 0) over();
  else if (left <= WARN_BEFORE) warn(left);
}, 1000) : null;

if (seconds) {
  document.addEventListener('input', (event) => {
    const form = event.target.closest('form[method="post"]');
    typed ||= Boolean(form && !form.querySelector('[type="password"]')); // no password is kept for later
    if (idle() > RENEW_AFTER && !bar) stay();
  });
  document.addEventListener('htmx:afterRequest', (event) => {
    if (!event.detail.requestConfig?.headers?.['X-Unattended']) last = performance.now();
  });
}
