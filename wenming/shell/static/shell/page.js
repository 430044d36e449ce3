// What every page does: look (theme, size), go back, and one click is one click.
const root = document.documentElement;

function remember(name, value) {
  document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`;
}

document.addEventListener('click', (event) => {
  if (event.target.closest('[data-theme-switch]')) {
    root.dataset.bsTheme = root.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    remember('theme', root.dataset.bsTheme);
  }
  if (event.target.closest('[data-size-switch]')) {
    const large = root.dataset.size !== 'large';
    if (large) root.dataset.size = 'large'; else delete root.dataset.size;
    remember('size', large ? 'large' : 'normal');
  }
  if (event.target.closest('[data-print]')) print();
  if (event.target.closest('[data-go-back]') && history.length > 1) {
    event.preventDefault();
    history.back();
  }
  for (const menu of document.querySelectorAll('details.menu[open]')) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

// A sign-in in another tab changes the token of the forms that stand open here: each takes the one of now along.
document.addEventListener('submit', (event) => {
  const field = event.target.elements.csrfmiddlewaretoken;
  const now = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
  if (field && now) field.value = now;
}, { capture: true });

// The server recognises a second click by the form's token; the page merely shows that the first was heard.
document.addEventListener('submit', (event) => {
  const button = event.submitter;
  if (!button || event.defaultPrevented || event.target.hasAttribute('data-download')) return; // a download leaves the page as it is
  setTimeout(() => { button.disabled = true; button.setAttribute('aria-busy', 'true'); });
});
addEventListener('pageshow', () => {
  for (const button of document.querySelectorAll('[aria-busy]')) {
    button.disabled = false;
    button.removeAttribute('aria-busy');
  }
});
