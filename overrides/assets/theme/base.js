// The theme's storage helpers (names and meaning are the theme's), and a search index that waits for its first use.
// A classic script: it must stand before the theme's own, which modules do not.

window.__md_scope = new URL(document.currentScript.dataset.base, location);

window.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);

// `localStorage` is named inside `try`: where storage is blocked, its very name throws.
window.__md_get = (key, storage, scope = window.__md_scope) => {
  try {
    return JSON.parse((storage ?? localStorage).getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage blocked, or a value that is not ours: go on without it
  }
};

window.__md_set = (key, value, storage, scope = window.__md_scope) => {
  try {
    (storage ?? localStorage).setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage full or blocked: the choice holds for this page only
  }
};

// The theme fetches its search index, the largest file of the site, on every visit, searched or not, and has no
// setting for it. Its request is held here until the search box is first used. Should the theme come to fetch in
// another way, nothing is held and nothing breaks.
{
  const { open, send } = XMLHttpRequest.prototype;
  const held = new WeakSet();
  const used = new Promise((resolve) => {
    const look = ({ target }) => {
      if (!(target instanceof Element && target.matches("#__search, .md-search__input"))) return;
      for (const type of ["focusin", "change"]) document.removeEventListener(type, look);
      resolve();
    };
    for (const type of ["focusin", "change"]) document.addEventListener(type, look);
  });

  XMLHttpRequest.prototype.open = function (method, url, ...rest) {
    if (String(url).endsWith("/search/search_index.json")) held.add(this);
    return open.call(this, method, url, ...rest);
  };

  XMLHttpRequest.prototype.send = function (...body) {
    if (held.has(this)) used.then(() => send.apply(this, body));
    else send.apply(this, body);
  };
}
