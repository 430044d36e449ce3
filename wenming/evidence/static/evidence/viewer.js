// The viewer: turning over by keys, turning round and zooming what is looked at, the whole window. Nothing here changes
// a file; how far a picture was turned is kept in this browser alone. Links and pages work without.
const viewer = () => document.querySelector('[data-viewer]');
const turns = JSON.parse(localStorage.getItem('turned-pictures') || '{}');
let full = false, zoom = 1;

function lay() {
  const box = viewer()?.querySelector('[data-turned]'), image = box?.querySelector('img');
  if (!image?.naturalWidth) return;
  const sight = box.closest('[data-sight]'), turn = turns[viewer().dataset.file] || 0, lying = turn % 180;
  const [wide, high] = lying ? [image.naturalHeight, image.naturalWidth] : [image.naturalWidth, image.naturalHeight];
  const room = full ? sight.clientHeight : Math.round(innerHeight * 0.62);
  const scale = Math.min(sight.clientWidth / wide, room / high, 1) * zoom;
  box.style.width = `${wide * scale}px`;
  box.style.height = `${high * scale}px`;
  image.style.width = `${image.naturalWidth * scale}px`;
  image.style.height = `${image.naturalHeight * scale}px`;
  image.style.transform = `translate(-50%, -50%) rotate(${turn}deg)`;
  box.classList.add('is-laid');
}

function turnBy(degrees) {
  const id = viewer().dataset.file, turn = ((turns[id] || 0) + degrees + 360) % 360;
  delete turns[id];  // the last turned comes last, and only so many are kept
  if (turn) turns[id] = turn;
  for (const old of Object.keys(turns).slice(0, -200)) delete turns[old];
  localStorage.setItem('turned-pictures', JSON.stringify(turns));
  lay();
}

function zoomBy(factor) {
  zoom = factor ? Math.min(8, Math.max(0.25, zoom * factor)) : 1;
  lay();
}

function fill(wanted) {
  full = wanted;
  document.documentElement.classList.toggle('has-full-viewer', full);
  const button = viewer()?.querySelector('[data-full]');
  if (button) {
    button.textContent = full ? '返回' : '全屏看';
    button.setAttribute('aria-pressed', full);
  }
  for (const other of document.querySelectorAll('.topbar, .page-head, .trail, .columns.piece .stack > :not([data-viewer])')) other.inert = full;
  lay();
}

function begin() {
  const here = viewer();
  if (!here) return;
  const image = here.querySelector('[data-turned] img'), film = here.querySelector('video, audio');
  zoom = 1;
  for (const part of here.querySelectorAll(image ? '.by-script, .by-script-always' : '.by-script-always')) part.hidden = false;
  image?.addEventListener('load', lay);
  film?.addEventListener('error', () => { film.hidden = true; film.nextElementSibling.hidden = false; });
  fill(full);
}

const keys = {
  ArrowLeft: () => press('prev'), ArrowRight: () => press('next'), PageUp: () => press('up'), PageDown: () => press('down'),
  r: () => turnBy(90), R: () => turnBy(-90), '+': () => zoomBy(1.25), '=': () => zoomBy(1.25), '-': () => zoomBy(0.8),
  0: () => zoomBy(0), f: () => fill(!full), Escape: () => full && fill(false),
};

function press(way) {
  const link = viewer()?.querySelector(`[rel=${way}]`);
  link?.click();
  return Boolean(link);
}

addEventListener('keydown', (event) => {
  if (!viewer() || event.target.closest('input, textarea, select, video, audio, [contenteditable]')) return;
  if (event.altKey || event.ctrlKey || event.metaKey || !(event.key in keys)) return;
  const scrolls = event.target.closest('[data-sight]') && zoom > 1 && event.key.startsWith('Arrow');
  if (!scrolls && keys[event.key]() !== false) event.preventDefault();
});

addEventListener('click', (event) => {
  const button = event.target.closest('[data-viewer] button[type=button]');
  if (!button) return;
  if (button.dataset.turn) turnBy(Number(button.dataset.turn));
  if (button.dataset.zoom) zoomBy(Number(button.dataset.zoom));
  if ('fit' in button.dataset) zoomBy(0);
  if ('full' in button.dataset) fill(!full);
});

addEventListener('resize', lay);
addEventListener('beforeprint', () => { zoom = 1; lay(); });
document.addEventListener('htmx:afterSettle', (event) => { if (event.detail.elt.id === 'viewer' || event.detail.target?.id === 'viewer') begin(); });
begin();
