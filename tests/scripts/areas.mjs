// Storage as browsers give it, and as they give it on a bad day.

process.env.TZ = "America/New_York"; // the learner's days are those of a place

export class Area {
  values = new Map();
  writes = 0;
  room = Infinity; // characters

  get length() {
    return this.values.size;
  }

  key(at) {
    return [...this.values.keys()][at] ?? null;
  }

  getItem(key) {
    return this.values.get(key) ?? null;
  }

  setItem(key, value) {
    const used = [...this.values].reduce((sum, [name, text]) => sum + (name === key ? 0 : name.length + text.length), 0);
    if (used + key.length + String(value).length > this.room) throw new DOMException("no room", "QuotaExceededError");
    this.writes += 1;
    this.values.set(key, String(value));
  }

  removeItem(key) {
    this.values.delete(key);
  }

  /** Without what says the format. */
  get plain() {
    return Object.fromEntries([...this.values].filter(([key]) => key !== "toolkit:format"));
  }
}

/** An area with these texts in it. */
export function holding(texts) {
  const area = new Area();
  for (const [key, text] of Object.entries(texts)) area.values.set(key, text);
  return area;
}

/** Every use throws, as in a browser that blocks storage. */
export const refusing = new Proxy(new Area(), {
  get() {
    throw new DOMException("denied", "SecurityError");
  },
});

/** A random function that gives the same again for the same seed. */
export function seeded(seed) {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

/** A clock that a test moves. */
export function clock(start = "2026-11-21T15:00:00.000Z") {
  let time = Date.parse(start);
  const now = () => new Date(time);
  now.later = (days, minutes = 0) => {
    time += days * 86_400_000 + minutes * 60_000;
  };
  return now;
}
