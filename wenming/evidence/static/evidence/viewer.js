// Arrow keys turn the pictures; the links beside the picture do the same without script.
addEventListener('keydown', (event) => {
  if (event.target.closest('input, textarea, select') || event.altKey || event.ctrlKey || event.metaKey) return;
  const way = { ArrowLeft: 'prev', ArrowRight: 'next' }[event.key];
  if (way) document.querySelector(`[data-viewer] [rel=${way}]`)?.click();
});
