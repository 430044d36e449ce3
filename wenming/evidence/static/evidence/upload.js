// Each file goes up by itself and comes back as a receipt; the form then only cites receipts. A broken connection or
// an ended sign-in costs one retry of one file. Without script the plain file field of the same form does the work.
import { filledFrom } from './prefill.js';
import { pasted, readable, receive } from './receiving.js';

const AT_ONCE = 2;
const form = document.querySelector('[data-upload]');
const waiting = form.querySelector('[data-waiting]');
const boxes = [...form.querySelectorAll('[data-uploader]')].map((element) => ({
  element,
  field: element.querySelector('input[type=file][multiple]'),
  drop: element.querySelector('[data-drop]'),
  queue: element.querySelector('[data-queue]'),
  template: element.querySelector('[data-row]'),
  total: element.querySelector('[data-total]'),
  receipts: element.dataset.receipts ?? 'receipts',
}));
const jobs = [];
let pasteInto = boxes[0];
let sendWhenDone = false;

function show(job, state, tone, word, note = '') {
  job.state = state;
  const light = job.row.querySelector('.light');
  light.className = `light is-${tone}`;
  light.textContent = word;
  const line = job.row.querySelector('.note');
  line.classList.toggle('is-bad', state === 'failed' || state === 'refused');
  line.hidden = !note;
  line.replaceChildren(note);
  job.row.querySelector('progress').hidden = state !== 'sending' && state !== 'waiting';
  job.row.querySelector('[data-retry]').hidden = state !== 'failed';
}

function progress(box) {
  const own = jobs.filter((job) => job.box === box);
  const size = own.reduce((sum, job) => sum + job.file.size, 0);
  const sent = own.reduce((sum, job) => sum + (job.state === 'done' ? job.file.size : job.sent), 0);
  const done = own.filter((job) => job.state === 'done').length;
  const count = own.length + box.queue.querySelectorAll('[data-done]').length;
  box.total.hidden = own.length === 0;
  box.total.querySelector('progress').value = size ? sent / size : 0;
  box.total.querySelector('[data-total-words]').textContent =
    `已上传 ${done}/${own.length} 个，${readable(sent)}/${readable(size)}`;
  box.element.querySelector('[data-count]').textContent = count ? `${count} 个` : '';
}

function next() {
  boxes.forEach(progress);
  const sending = jobs.filter((job) => job.state === 'sending').length;
  jobs.filter((job) => job.state === 'waiting').slice(0, AT_ONCE - sending).forEach(send);
  if (jobs.some((job) => ['waiting', 'sending'].includes(job.state))) return;
  if (!jobs.some((job) => ['failed', 'refused'].includes(job.state))) waiting.textContent = '';
  jobs.filter((job) => job.state === 'done').forEach((job) => filledFrom(form, job.answer));
  if (sendWhenDone) {
    sendWhenDone = false;
    form.requestSubmit(form.querySelector('[data-submit]'));
  }
}

function send(job) {
  show(job, 'sending', 'grey', '上传中');
  job.stop = receive(job.file, {
    url: job.box.element.dataset.receive + location.search,
    pieces: job.box.element.dataset.pieces,
    query: location.search,
    onprogress(sent, part) {
      job.sent = sent;
      job.row.querySelector('progress').value = part;
      progress(job.box);
    },
    onend(state, sentence, answer) {
      if (state === 'done') received(job, answer);
      else if (state === 'again') show(job, 'waiting', 'grey', '等待');
      else show(job, state, 'red', state === 'refused' ? '不能收' : '没传上去', sentence);
      next();
    },
  });
}

function received(job, answer) {
  const notes = document.createDocumentFragment();
  if (answer.caution) notes.append(Object.assign(document.createElement('b'), { textContent: answer.caution }));
  if (answer.mismatch) notes.append(answer.mismatch);
  if (answer.duplicate) {
    notes.append('与已有佐证“', link(answer.duplicate.url, answer.duplicate.title), '”里的文件完全相同。',
      link(answer.duplicate.cite, '引用已有的这份，不必再传'));
  }
  if (answer.alike) {
    notes.append('与已有佐证“', link(answer.alike.url, answer.alike.title), '”里的照片相似，请核对是不是同一张。');
  }
  show(job, 'done', 'green', '已上传');
  if (notes.childNodes.length) {
    const line = job.row.querySelector('.note');
    line.replaceChildren(notes);
    line.hidden = false;
  }
  job.row.querySelector('.meta').textContent = `${answer.kind_label} · ${readable(answer.size)}`;
  job.row.querySelector('.name').textContent = answer.name;
  job.row.append(Object.assign(document.createElement('input'), {
    type: 'hidden', name: job.box.receipts, value: answer.receipt,
  }));
  job.answer = answer;
  document.querySelector('#refusal').replaceChildren();
  document.body.dispatchEvent(new Event('files-changed'));
}

function link(href, words) {
  return Object.assign(document.createElement('a'), { href, className: 'n', textContent: words, target: '_blank' });
}

function add(files, box) {
  for (const file of files) {
    const row = box.template.content.firstElementChild.cloneNode(true);
    const job = { box, file, row, sent: 0, state: 'waiting' };
    row.querySelector('.name').textContent = file.name;
    row.querySelector('.meta').textContent = readable(file.size);
    if (/^image\/(jpeg|png|gif|webp)$/.test(file.type)) {
      const picture = Object.assign(document.createElement('img'), { alt: '', src: URL.createObjectURL(file) });
      picture.onerror = () => picture.remove();
      row.querySelector('.thumb').replaceChildren(picture);
    }
    row.querySelector('[data-retry]').onclick = () => { show(job, 'waiting', 'grey', '等待'); next(); };
    row.querySelector('[data-remove]').onclick = () => remove(job);
    box.queue.append(row);
    jobs.push(job);
    if (file.size === 0) show(job, 'refused', 'red', '不能收', '这个文件是空的（0 字节），请检查后重新选择。');
    else if (file.size > Number(box.element.dataset.largest)) {
      show(job, 'refused', 'red', '不能收', `文件 ${readable(file.size)}，超过单个文件的上限。`);
    }
  }
  next();
}

function remove(job) {
  job.stop?.();
  jobs.splice(jobs.indexOf(job), 1);
  job.row.remove();
  next();
  document.body.dispatchEvent(new Event('files-changed'));
}

for (const box of boxes) {
  const camera = box.element.querySelector('[data-camera]');
  box.element.classList.add('is-scripted');
  box.field.removeAttribute('name');
  box.element.addEventListener('pointerenter', () => { pasteInto = box; });
  box.element.addEventListener('focusin', () => { pasteInto = box; });
  for (const source of [box.field, camera].filter(Boolean)) {
    const take = () => { add(source.files, box); source.value = ''; };
    source.addEventListener('change', take);
    if (source.files.length) take();  // chosen before this script had come
  }
  if (camera && matchMedia('(pointer: coarse)').matches) {
    camera.hidden = false;
    box.element.classList.add('has-camera');
  }
}
// With one place on the page a file may be dropped anywhere; with several it goes where it is dropped, or nowhere.
for (const name of ['dragover', 'dragleave', 'drop']) {
  addEventListener(name, (event) => {
    event.preventDefault();
    const under = boxes.find((box) => box.element.contains(event.target));
    const box = boxes.length === 1 ? boxes[0] : under;
    for (const one of boxes) one.drop.classList.toggle('is-over', name === 'dragover' && one === box);
    if (name === 'drop' && box) add(event.dataTransfer.files, box);
  });
}
addEventListener('paste', (event) => { if (event.clipboardData.files.length) add(pasted(event), pasteInto); });
addEventListener('beforeunload', (event) => { if (jobs.some((job) => job.state === 'sending')) event.preventDefault(); });

form.addEventListener('submit', (event) => {
  const stuck = jobs.filter((job) => ['failed', 'refused'].includes(job.state)).length;
  const coming = jobs.filter((job) => ['waiting', 'sending'].includes(job.state)).length;
  if (!stuck && !coming) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  sendWhenDone = !stuck;
  waiting.textContent = stuck ? `有 ${stuck} 个文件没有传上去：请重试或移除，再提交。` : `还有 ${coming} 个文件在上传，传完自动提交。`;
}, { capture: true });

// The server draws the list of demands anew after each tick: what was unfolded stays unfolded.
const demands = document.querySelector('#serves');
let unfolded = [];
demands?.addEventListener('htmx:beforeSwap', () => {
  unfolded = [...demands.querySelectorAll('details[open]')].map((one) => one.id);
});
demands?.addEventListener('htmx:afterSwap', () => {
  for (const id of unfolded) document.getElementById(id)?.setAttribute('open', '');
});
