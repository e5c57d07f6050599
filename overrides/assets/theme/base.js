// The theme's storage helpers (names and meaning are the theme's), and a search index that waits for its first use.
// A classic script: the theme reads these globals before any module runs.

window.__md_scope = new URL(document.currentScript.dataset.base, location);

window.__md_hash = (text) => [...text].reduce((hash, char) => (hash << 5) - hash + char.charCodeAt(0), 0);

window.__md_get = (key, storage = localStorage, scope = window.__md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`));
  } catch {
    return null; // storage blocked, or a value that is not ours: go on without it
  }
};

window.__md_set = (key, value, storage = localStorage, scope = window.__md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // storage full or blocked: the choice holds for this page only
  }
};

// The theme takes its index from here when it is given one. It would otherwise fetch the whole index,
// the largest file of the site, on every first visit, searched or not.
window.__search = {
  index: new Promise((resolve, reject) => {
    const address = new URL("search/search_index.json", window.__md_scope);
    const load = (event) => {
      if (!(event.target instanceof Element && event.target.matches("#__search, .md-search__input"))) return;
      for (const type of ["focusin", "change"]) document.removeEventListener(type, load);
      fetch(address)
        .then((response) => (response.ok ? response.json() : Promise.reject(new Error(`search index: ${response.status}`))))
        .then(resolve, reject);
    };
    for (const type of ["focusin", "change"]) document.addEventListener(type, load);
  }),
};
