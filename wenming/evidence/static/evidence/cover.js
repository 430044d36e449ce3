// Drawing what is to be covered over the picture: each rectangle is a row of four numbers in the form, and the row is
// what counts. Mouse, finger and keys; without this script the numbers are typed.
const form = document.querySelector('[data-cover]');
const board = form?.querySelector('[data-board]'), body = form?.querySelector('[data-rows]');
const NAMES = ['left', 'top', 'width', 'height'], LEAST = 0.5;
const spots = new Map();
let pattern, held;

const field = (row, name) => row.querySelector(`[name=${name}]`);
const read = (row) => NAMES.map((name) => parseFloat(field(row, name).value));
const between = (value, least, most) => Math.min(Math.max(value, least), most);
const rounded = (value) => String(Math.round(value * 10) / 10);

function write(row, [left, top, width, height]) {
  width = between(width, LEAST, 100);
  height = between(height, LEAST, 100);
  const values = [between(left, 0, 100 - width), between(top, 0, 100 - height), width, height];
  NAMES.forEach((name, at) => { field(row, name).value = rounded(values[at]); });
  show(row);
}

function show(row) {
  const values = read(row);
  if (values.some(Number.isNaN)) {
    spots.get(row)?.remove();
    spots.delete(row);
    return;
  }
  if (!spots.has(row)) spots.set(row, spotFor(row));
  NAMES.forEach((name, at) => { spots.get(row).style[name] = `${values[at]}%`; });
}

function spotFor(row) {
  const spot = document.createElement('div');
  spot.className = 'spot';
  spot.tabIndex = 0;
  spot.setAttribute('role', 'group');
  spot.append(document.createElement('i'));
  spot.addEventListener('focus', () => row.classList.add('is-chosen'));
  spot.addEventListener('blur', () => row.classList.remove('is-chosen'));
  spot.addEventListener('keydown', (event) => moveByKey(event, row));
  board.append(spot);
  return spot;
}

function number() {
  [...body.children].forEach((row, at) => {
    row.querySelector('[data-number]').textContent = at + 1;
    spots.get(row)?.setAttribute('aria-label', `第 ${at + 1} 处遮挡`);
  });
}

function add(values) {
  const row = pattern.cloneNode(true);
  body.append(row);
  write(row, values);
  number();
  return row;
}

function remove(row) {
  spots.get(row)?.remove();
  spots.delete(row);
  row.remove();
  number();
}

function moveByKey(event, row) {
  const [x, y] = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key] || [];
  if (event.key === 'Delete' || event.key === 'Backspace') remove(row);
  else if (x === undefined) return;
  else {
    const [left, top, width, height] = read(row), by = event.ctrlKey ? 0.1 : 1;
    if (event.shiftKey) write(row, [left, top, Math.min(width + x * by, 100 - left), Math.min(height + y * by, 100 - top)]);
    else write(row, [left + x * by, top + y * by, width, height]);
  }
  event.preventDefault();
}

function place(event) {
  const box = board.getBoundingClientRect();
  return [between((event.clientX - box.left) / box.width * 100, 0, 100), between((event.clientY - box.top) / box.height * 100, 0, 100)];
}

function take(event) {
  if (event.button) return;
  const spot = event.target.closest('.spot'), from = place(event);
  const row = [...spots].find(([, one]) => one === spot)?.[0];
  held = row ? { row, from, was: read(row), sizes: event.target.tagName === 'I' } : { from };
  board.setPointerCapture(event.pointerId);
  spot?.focus();
  event.preventDefault();
}

function drag(event) {
  if (!held) return;
  const to = place(event), [x, y] = [to[0] - held.from[0], to[1] - held.from[1]];
  if (!held.was) {
    if (!held.row && Math.hypot(x, y) < 1) return;
    const corner = [Math.min(to[0], held.from[0]), Math.min(to[1], held.from[1])], size = [Math.abs(x), Math.abs(y)];
    if (held.row) write(held.row, [...corner, ...size]);
    else held.row = add([...corner, ...size]);
    return;
  }
  const [left, top, width, height] = held.was;
  if (held.sizes) write(held.row, [left, top, Math.min(width + x, 100 - left), Math.min(height + y, 100 - top)]);
  else write(held.row, [left + x, top + y, width, height]);
}

function begin() {
  for (const part of form.querySelectorAll('.by-script')) part.hidden = false;
  pattern = body.lastElementChild.cloneNode(true);
  for (const input of pattern.querySelectorAll('input')) input.value = '';
  for (const row of [...body.children]) [...row.querySelectorAll('input')].every((one) => !one.value) ? row.remove() : show(row);
  number();
  board.addEventListener('pointerdown', take);
  board.addEventListener('pointermove', drag);
  board.addEventListener('pointerup', () => { if (held?.row) spots.get(held.row)?.focus(); held = undefined; });
  board.addEventListener('pointercancel', () => { held = undefined; });
  body.addEventListener('input', (event) => show(event.target.closest('[data-row]')));
  form.addEventListener('click', (event) => {
    if (event.target.closest('[data-add]')) spots.get(add([40, 40, 20, 20]))?.focus();
    if (event.target.closest('[data-remove]')) remove(event.target.closest('[data-row]'));
  });
}

if (board) begin();
