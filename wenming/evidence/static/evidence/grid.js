// The grid: one tick for all, Ctrl+D takes the value from the row above, as in a spreadsheet.
const grid = document.querySelector('[data-grid]');
const ticks = () => [...grid.querySelectorAll('[name=ticked]')];

grid?.querySelector('[data-tick-all]')?.addEventListener('change', (event) => {
  for (const tick of ticks()) tick.checked = event.target.checked;
});

grid?.addEventListener('keydown', (event) => {
  if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== 'd') return;
  const field = event.target.closest('[name]');
  const cell = field?.closest('td');
  const above = cell?.parentElement.previousElementSibling?.children[cell.cellIndex]?.querySelector('[name]');
  if (!above || field.type === 'checkbox') return;
  event.preventDefault();
  field.value = above.value;
  field.dispatchEvent(new Event('input', { bubbles: true }));
});
