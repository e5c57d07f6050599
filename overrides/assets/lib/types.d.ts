// What the modules of this folder take and give. Only the type checker reads this file.

// -- one question

/** How a type of question is read and written in the page. */
export interface Controls {
  /** The answer in the controls. */
  read(question: any): any;
  /** Puts an answer, as it was read, into the controls; none clears them. Of a scenario: the step to decide now, none at its end. */
  fill(question: any, answer?: any): any;
  /** Orders: moves an item by its button. Whether it moved, and what to announce. */
  move?(button: any): [boolean, string];
}
/** What the key says; each type has its own part of it. */
export interface Question {
  type: string;
  choices: string[];
  correct: string[];
  /** What goes with each left side, or stands at each place of an order. */
  places: string[];
  answers: string[];
  answer: number;
  tolerance: number;
  unit: string;
  first: string;
  steps: Record<string, Record<string, { next: string; acceptable: boolean }>>;
}
export interface Result {
  points: number;
  right: boolean;
  empty: boolean;
  /** Ids of choices; chosen ids by pair, "" where none; ids in order; "step/choice" of a case; or the text. */
  picked: string[];
}
/** How the answers to a type of question are marked. */
export interface Marking {
  /** What to say of an answer that is empty. */
  empty?: string;
  /** What to say of a right answer, and of any other. */
  verdicts?: [string, string];
  /** The buttons for another try, and for the whole key. */
  labels?: [string, string];
  /** What the key in the page says. */
  facts(question: any): Partial<Question>;
  /** Points from 0 to 1, what was picked, and whether it is right if full points do not tell. */
  grade(question: Question, answer: any): [number, string[], boolean?];
  /** Whether a part of the key concerns what was picked. */
  concerns?(part: any, picked: string[]): boolean;
}
export interface Score {
  points: number;
  max: number;
  percent: number;
}

// -- store

export interface Problem {
  kind: "blocked" | "full" | "newer" | "unreadable";
  message: string;
  key?: string;
}
export type Listener = () => void;
export interface Store {
  readonly problems: readonly Problem[];
  /** A value as it was set, undefined when there is none. One that cannot be read, or that the check refuses, is set aside. */
  get(key: string, isValid?: (value: any) => boolean): any;
  /** Returns whether the value outlives the page. */
  set(key: string, value: unknown): boolean;
  remove(key: string): void;
  /** Sorted. */
  keys(prefix: string): string[];
  /** Keeps a text that cannot be read, never in place of another one. */
  setAside(key: string, text: string): boolean;
  aside(): { key: string; text: string }[];
  /** Removes all that this site keeps here, whatever its format. */
  clear(): void;
  /** Hears of changes here, in other tabs, and of a page that comes back as it was left. Returns what stops it. */
  subscribe(listener: Listener): () => void;
}

// -- record

export type Sure = 1 | 2 | 3;
export interface Mark {
  points: number;
  right: boolean;
  sure?: number;
}
/** A question's place on the ladder; `due` is a day of the learner's calendar, 2026-11-21. */
export interface Review {
  step: number;
  due: string;
  why: "missed" | "sure-but-wrong";
}
export interface Answer extends Mark {
  revision: number;
  answer: any;
  tries: number;
  first: Mark;
  at: string;
  review?: Review;
}
export interface Attempt {
  at: string;
  kind: "practice" | "final" | "before";
  edition?: string;
  points: number;
  max: number;
  percent: number;
  passed?: boolean;
  objectives?: Record<string, number[]>;
  sureWrong?: string[];
  questions?: string[];
}
export interface Draft {
  phase: string;
  drawn: string[];
  order: Record<string, string[]>;
  answers: Record<string, any>;
  sure: Record<string, number>;
  at: string | null;
}
export interface Reflection {
  text: string;
  prompt: string;
  at: string;
}
export interface Last {
  page: string;
  title: string;
  url: string;
  at: string;
}
type Setting = string | number | boolean;
export interface LearnerRecord {
  readonly store: Store;
  readonly problems: readonly Problem[];
  now(): Date;
  subscribe: Store["subscribe"];
  /** Undefined when there is none, or none that can be read: that is set aside. */
  read(key: string): any;
  write(key: string, value: unknown): boolean;
  /** Entries whose key begins so, by the rest of the key, sorted. Unreadable ones are set aside. */
  entries(prefix: string): [string, any][];

  lessons(): Record<string, { at: string }>;
  finishLesson(page: string): boolean;
  reopenLesson(page: string): void;
  /** The last lesson opened; `url` is a path, as location.pathname. */
  last(): Last | undefined;
  setLast(lesson: { page: string; title: string; url: string }): boolean;

  /** By question. */
  answers(check: string): Record<string, Answer>;
  /** Oldest first. */
  attempts(check: string): Attempt[];

  reflection(check: string, question: string): Reflection | undefined;
  /** A blank text removes it. */
  reflect(check: string, question: string, text: string, prompt: string): void;

  draft(check: string): Draft | undefined;
  /** Writes what changed since this tab last read or saved it. */
  saveDraft(check: string, draft: Draft): void;
  dropDraft(check: string): void;

  setting(name: string): Setting | undefined;
  /** Null removes it. */
  setSetting(name: string, value: Setting | null | undefined): void;

  /** Removes all that this site keeps on this device, drafts and what was set aside included. */
  clear(): void;
}

/** What adds to the record. */
export interface Results {
  answer(check: string, question: string, given: Mark & { revision: number; answer: any }): Answer;
  attempt(check: string, attempt: Omit<Attempt, "at">): void;
}

// -- what the modules that a check fetches see of it

export interface KnowledgeCheck extends HTMLElement {
  record: LearnerRecord;
  draft: Draft;
  given: Map<string, Mark>;
  /** Elements. */
  questions: Map<string, any>;
  ended: boolean;
  readonly final: boolean;
  box(name: string): any;
  key(question: any): string;
  graded(key: string): boolean;
  answered(key: string): boolean;
  draw(count?: string): string[];
  start(phase: string, keys: string[]): void;
  save(): void;
  show(): void;
  quiet(key: string): void;
  changed(key: string): void;
  tell(question: any, text: string, tone?: string): void;
  offer(buttons: any, shown: Record<string, any>): void;
  say(text: string): void;
  look(target: any, ...seen: any[]): void;
  go(key: string): void;
  element(tag: string, name: string, ...content: (string | Node)[]): any;
  button(text: string, action: string, kind?: string): HTMLButtonElement;
}

// -- progress

export interface Due {
  check: string;
  question: string;
  revision: number;
  due: string;
  why: Review["why"];
}

// -- record-file

export interface SavedFile {
  kind: string;
  format: number;
  saved: string;
  lessons: Record<string, { at: string }>;
  answers: Record<string, Answer>;
  earlier: Record<string, Answer>;
  attempts: Record<string, Attempt>;
  reflections: Record<string, Reflection>;
  settings: Record<string, { value: Setting }>;
  aside: { key: string; text: string }[];
}
/** How many entries would be written, and the same in sentences for the reader. */
export interface Changes {
  lessons: number;
  answers: number;
  earlier: number;
  attempts: number;
  reflections: number;
  settings: number;
  aside: number;
  /** Entries here that would change. */
  conflicts: number;
  total: number;
  sentences: string[];
}
export type Reading = { ok: false; reason: string } | { ok: true; incoming: SavedFile; changes: Changes };
