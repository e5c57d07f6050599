// The theme's storage helpers (names and meaning are the theme's), a search index that waits for its first use,
// and questions without their small words.
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

// The theme has the search look for every word and all that begins with it: `a` finds half of the index. Small words
// are left out of what is asked, not of what stands in the box. Capitals may be an abbreviation (IT, AA), quotation
// marks a phrase; they stay. Should the theme come to ask in another way, nothing is left out and nothing breaks.
{
  const SMALL = new Set(
    (
      "about after all also am an and any are as at be been being but by can could did do does for from had has have " +
      "he her him his how if in into is it its let may me more my no not of off on or our over own she should so some " +
      "than that the their them then there these they this those to up us was we were what when where which while who " +
      "whom whose why will with would you your"
    ).split(" "),
  );
  const small = (word) => SMALL.has(word.toLowerCase()) ? !/^[A-Z]{2,}$/.test(word) : /^[a-z]$/i.test(word);
  const { postMessage } = Worker.prototype;

  Worker.prototype.postMessage = function (message, ...rest) {
    const query = message?.type === 2 ? message.data : undefined;
    if (typeof query !== "string" || query.includes('"')) return postMessage.call(this, message, ...rest);
    const words = query.split(/\s+/).filter((word) => word && !small(word.replace(/[,.;:?!]+$/, "")));
    return postMessage.call(this, words.length ? { ...message, data: words.join(" ") } : message, ...rest);
  };
}
