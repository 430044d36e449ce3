// Hundreds of files: each goes up by itself, and its receipt joins the batch on the server at once, so the page can be
// left at any moment. Files chosen again are passed over where the batch has them. Zips join last and all at once: while
// the server unpacks them nothing else can join.
import { pasted, readable, receive, token } from './receiving.js';

const AT_ONCE = 2;
const JOIN_AT = 20;
const SHOWN = 50;
const box = document.querySelector('[data-batch]');
const list = box.querySelector('[data-failed]');
const words = box.querySelector('[data-words]');
const bar = box.querySelector('progress');
const known = new Set(JSON.parse(box.dataset.known).map((one) => one.join('\n')));
const jobs = [];
const arrived = [];
const parcels = [];
let joining = null;
let passedOver = 0;

const pathOf = (file) => file.path ?? (file.webkitRelativePath || file.name);
const isParcel = (file) => /\.zip$/i.test(file.name);
const count = (...states) => jobs.filter((job) => states.includes(job.state)).length;

function tell() {
  const bytes = jobs.reduce((sum, job) => sum + job.file.size, 0);
  const sent = jobs.reduce((sum, job) => sum + (['joined', 'received'].includes(job.state) ? job.file.size : job.sent), 0);
  bar.hidden = !jobs.length;
  bar.value = bytes ? sent / bytes : 1;
  const parts = jobs.length ? [`已收到 ${count('joined')}/${jobs.length} 个`, `${readable(sent)}/${readable(bytes)}`] : [];
  if (passedOver) parts.push(`${passedOver} 个这一批里已有，没有重传`);
  if (count('failed', 'refused')) parts.push(`${count('failed', 'refused')} 个没有收`);
  words.textContent = parts.join('，');
  box.querySelector('[data-retry]').hidden = !count('failed');
  box.querySelector('[data-on]').hidden = !count('failed', 'refused') || !!count('waiting', 'sending', 'received');
}

function next() {
  tell();
  jobs.filter((job) => job.state === 'waiting').slice(0, AT_ONCE - count('sending')).forEach(send);
  const allIn = !count('waiting', 'sending');
  if (joining) return;
  if (arrived.length >= JOIN_AT || (arrived.length && allIn)) join(arrived.splice(0, JOIN_AT));
  else if (parcels.length && allIn) join(parcels.splice(0));
  else if (jobs.length && !count('waiting', 'sending', 'received', 'failed', 'refused')) location.reload();
}

function send(job) {
  job.state = 'sending';
  job.stop = receive(job.file, {
    url: box.dataset.receive,
    pieces: box.dataset.pieces,
    onprogress(sent) { job.sent = sent; tell(); },
    onend(state, sentence, answer) {
      if (state === 'done') keep(job, answer.receipt);
      else if (state === 'again') again(job);
      else fail(job, state, sentence);
      next();
    },
  });
}

function keep(job, receipt) {
  job.state = 'received';
  job.receipt = receipt;
  (isParcel(job.file) ? parcels : arrived).push(job);
}

async function join(some) {
  joining = some;
  const body = new FormData();
  for (const job of joining) {
    body.append('receipts', job.receipt);
    body.append('paths', pathOf(job.file));
  }
  let answer = {};
  let sentence = '网络断了，连上后点重试。';
  try {
    const response = await fetch(box.dataset.join, { method: 'POST', body, headers: { 'X-CSRFToken': token(), Accept: 'application/json' } });
    answer = response.ok ? { ok: true } : await response.json();
    sentence = answer.sentence ?? sentence;
    if (response.status === 422) for (const job of joining) delete job.receipt;
  } catch { /* said below; what has its receipt is not sent a second time */ }
  for (const job of joining) {
    if (answer.ok) job.state = 'joined';
    else fail(job, 'failed', sentence);
  }
  joining = null;
  next();
}

function fail(job, state, sentence) {
  job.state = state;
  job.sent = 0;
  job.line = Object.assign(document.createElement('li'), { textContent: `${pathOf(job.file)}：${sentence}` });
  if (list.children.length < SHOWN) list.append(job.line);
}

function again(job) {
  job.line?.remove();
  if (job.receipt) keep(job, job.receipt);
  else job.state = 'waiting';
}

function add(files) {
  for (const file of files) {
    const key = `${pathOf(file)}\n${file.size}`;
    if (known.has(key)) {
      passedOver += 1;
      continue;
    }
    known.add(key);
    const job = { file, sent: 0, state: 'waiting' };
    jobs.push(job);
    if (file.size === 0) fail(job, 'refused', '空文件（0 字节）。');
    else if (file.size > Number(isParcel(file) ? box.dataset.largestArchive : box.dataset.largest)) fail(job, 'refused', `${readable(file.size)}，超过单个文件的上限。`);
  }
  next();
}

// A folder that is dropped is walked; each file gets the path the folder dialog would give it.
async function walked(entry, folder = '') {
  if (entry.isFile) {
    const file = await new Promise((good, bad) => { entry.file(good, bad); });
    file.path = folder + file.name;
    return [file];
  }
  const reader = entry.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((good, bad) => { reader.readEntries(good, bad); });
    if (!some.length) return found;
    for (const one of some) found.push(...await walked(one, `${folder}${entry.name}/`));
  }
}

for (const source of box.querySelectorAll('input[type=file]')) {
  const take = () => { add([...source.files]); source.value = ''; };
  source.addEventListener('change', take);
  if (source.files.length) take();  // chosen before this script had come
}
box.querySelector('[data-retry]').addEventListener('click', () => {
  jobs.filter((one) => one.state === 'failed').forEach(again);
  next();
});
for (const name of ['dragover', 'dragleave', 'drop']) {
  addEventListener(name, async (event) => {
    event.preventDefault();
    box.querySelector('[data-drop]').classList.toggle('is-over', name === 'dragover');
    if (name !== 'drop') return;
    const entries = [...event.dataTransfer.items].map((item) => item.webkitGetAsEntry?.()).filter(Boolean);
    const files = entries.length ? (await Promise.all(entries.map((entry) => walked(entry)))).flat() : [...event.dataTransfer.files];
    add(files);
  });
}
addEventListener('paste', (event) => { if (event.clipboardData.files.length) add(pasted(event)); });
addEventListener('beforeunload', (event) => { if (count('sending', 'received')) event.preventDefault(); });
box.classList.add('is-scripted');
