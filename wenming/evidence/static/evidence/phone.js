// Reports from a phone: kept in the browser until the server has confirmed them, sent one by one when there is a network.
// The id of a report is made here and goes with it, so that a report whose answer was lost is not filed twice.
import { token } from './answers.js';
import { forget, keep, reports } from './pending.js';
import { readable, receive } from './receiving.js';

const form = document.querySelector('[data-phone]');
const field = form.querySelector('#files');
const camera = form.querySelector('#camera');
const shots = form.querySelector('[data-shots]');
const list = document.querySelector('[data-pending]');
const template = document.querySelector('[data-report]');
const offline = document.querySelector('[data-offline]');
const expired = document.querySelector('[data-expired]');
const owner = form.dataset.owner;
const SHOWN_RECEIVED = 10;
let chosen = [];
let busy = false;

const WORDS = { waiting: ['grey', '待发'], sending: ['blue', '正在发'], received: ['green', '已收到'], refused: ['red', '没有收'] };

async function draw() {
  const all = await reports(owner);
  const open = all.filter((one) => one.state !== 'received');
  const received = all.filter((one) => one.state === 'received');
  for (const old of received.slice(0, -SHOWN_RECEIVED)) await forget(old.id);
  document.querySelector('[data-count]').textContent = `待发 ${open.length} 件`;
  offline.hidden = navigator.onLine;
  list.replaceChildren(...[...open, ...received.slice(-SHOWN_RECEIVED).reverse()].map(row));
}

function row(report) {
  const line = template.content.firstElementChild.cloneNode(true);
  const [tone, word] = WORDS[report.state];
  const title = line.querySelector('.name');
  if (report.url) title.append(Object.assign(document.createElement('a'), { href: report.url, className: 'n', textContent: report.title }));
  else title.textContent = report.title;
  line.querySelector('.meta').textContent = report.state === 'received' ? `服务器 ${report.told} 收到` : `文件 ${report.files.length} 个，${readable(report.size)}`;
  line.querySelector('.light').className = `light is-${tone}`;
  line.querySelector('.light').textContent = word;
  const note = line.querySelector('.note');
  note.hidden = report.state !== 'refused';
  note.textContent = report.told ?? '';
  const drop = line.querySelector('[data-drop-report]');
  drop.hidden = report.state === 'received';
  drop.onclick = async () => { await forget(report.id); draw(); };
  const again = line.querySelector('[data-again]');
  again.hidden = report.state !== 'refused';
  again.onclick = async () => { await keep({ ...report, state: 'waiting' }); send(); };
  return line;
}

async function send() {
  await draw();
  if (busy || !navigator.onLine) return;
  busy = true;
  try {
    for (const report of await reports(owner)) {
      if (report.state === 'waiting' && !await sent(report)) break;
    }
  } finally {
    busy = false;
    await draw();
  }
}

// Whether the next may be tried: not when the network or the sign-in is gone.
async function sent(report) {
  for (const file of report.files) {
    if (file.receipt) continue;
    const [state, sentence, answer] = await new Promise((end) => {
      receive(new File([file.content], file.name, { type: file.content.type }), {
        url: form.dataset.receive, onprogress() {}, onend: (...all) => end(all),
      });
    });
    if (state === 'refused') return refused(report, sentence);
    if (state !== 'done') return unsent(sentence);
    file.receipt = answer.receipt;
    await keep(report);
  }
  const body = new FormData();
  for (const [name, value] of Object.entries(report.fields)) body.append(name, value);
  for (const file of report.files) body.append('receipts', file.receipt);
  body.set('once', report.id);
  let response;
  try {
    response = await fetch(form.dataset.send, {
      method: 'POST', body, headers: { 'X-CSRFToken': token(), Accept: 'application/json' },
    });
  } catch { return false; }
  if (response.ok) return received(report, response);
  const answer = await response.json().catch(() => ({}));
  if (response.status === 422) return refused(report, answer.sentence);
  return unsent(answer.sentence);
}

async function received(report, response) {
  const answer = response.status === 204 ? { url: response.headers.get('Location') } : await response.json();
  const told = new Date().toLocaleTimeString('zh-CN', { hour: '2-digit', minute: '2-digit' });
  await keep({ ...report, files: [], state: 'received', url: answer.url, told });
  await draw();
  return true;
}

async function refused(report, sentence) {
  for (const file of report.files) delete file.receipt;
  await keep({ ...report, state: 'refused', told: sentence });
  return true;
}

function unsent(sentence) {
  expired.hidden = !/登录/.test(sentence ?? '');
  return false;
}

function add(files) {
  for (const file of files) {
    chosen.push(file);
    shots.append(Object.assign(document.createElement('li'), { textContent: `${file.name}，${readable(file.size)}` }));
  }
}

for (const source of [field, camera]) {
  const take = () => { add(source.files); source.value = ''; };
  source.addEventListener('change', take);
  if (source.files.length) take();  // chosen before this script had come
}
field.removeAttribute('name');

form.addEventListener('submit', async (event) => {
  event.preventDefault();
  const problem = form.querySelector('[data-problem]');
  problem.hidden = chosen.length > 0;
  if (!chosen.length) return;
  const data = new FormData(form);
  for (const name of ['csrfmiddlewaretoken', 'once', 'form_owner']) data.delete(name);
  const id = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, '0')).join('');
  await keep({
    id, owner, state: 'waiting', at: Date.now(), title: data.get('title'), fields: Object.fromEntries(data),
    size: chosen.reduce((sum, file) => sum + file.size, 0),
    files: await Promise.all(chosen.map(async (file) => ({ name: file.name, content: new Blob([await file.arrayBuffer()], { type: file.type }) }))),
  });
  chosen = [];
  shots.replaceChildren();
  form.elements.title.value = '';
  send();
});

addEventListener('online', send);
addEventListener('offline', draw);
send();
