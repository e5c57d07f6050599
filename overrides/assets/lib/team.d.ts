// What the modules of the tools for teams take and give. Only the type checker reads this file.

// -- team-file

export interface Item {
  id: string;
  revision: number;
}
/** A tool as its page holds it. */
export interface Tool {
  id: string;
  edition: string;
  /** What can be answered; empty for tools of rows or counts. */
  items: Item[];
  /** Ids of the answers it offers. */
  answers: string[];
  /** The mark of its items, as the site was built with them; the element of the tool fills it in. */
  hash?: string;
}
export interface Answer {
  /** Null where it was cleared, or never given. */
  answer: string | null;
  /** Of the item that was answered; 1 where an agreed answer names none. */
  revision?: number;
  reason?: string;
  note?: string;
  lead?: string;
  date?: string;
}
export interface Row {
  id: string;
  cells: Record<string, string | number | boolean | null>;
}
export interface Action {
  id: string;
  items: string[];
  what?: string;
  lead?: string;
  first?: string;
  by?: string;
  know?: string;
  state: "open" | "done" | "going" | "dropped";
}
export interface Work {
  kind: string;
  format: number;
  tool: string;
  edition: string;
  hash: string;
  /** When it was last saved to a file; "" before. */
  saved: string;
  about: { partner: string; role: string; round: string; date: string };
  answers: Record<string, Answer>;
  agreed: Record<string, Answer>;
  rows: Row[];
  actions: Action[];
  /** Counts by column, a period or a group, and stage. */
  stages: Record<string, Record<string, number | null>>;
  /** What the columns of `stages` are; groups add up to a total. */
  columns?: "periods" | "groups";
  /** The smallest count that is shown outside the team, and whose rule it is. */
  limit?: any;
  /** The form that a checklist was held against, and the agencies of a protocol: text, or what a file holds instead. */
  form?: unknown;
  between?: unknown;
  /** A survey's results, as `forFile` gives and `fromFile` takes them. */
  tally?: any;
  /** Partners' files that stand beside it. */
  views: Work[];
  /** Files of earlier rounds. */
  earlier: Work[];
  /** How many ids were made in it. */
  made?: number;
}
/** What became of a file: answers that count, rows, columns of counts, ids to confirm, ids no longer asked, unknown fields. */
export interface Report {
  kept: number;
  rows: number;
  columns: number;
  /** What else it holds, in words. */
  more: string[];
  confirm: string[];
  retired: string[];
  unknown: number;
}
export type Opened =
  | { work: Work; report: Report; problem?: undefined; newer?: undefined }
  | { problem: string; newer: boolean; work?: undefined; report?: undefined };
export interface Views {
  views: Work[];
  older: Work[];
}

// -- matrix-result

/** "" is an item without an answer that counts. */
export type Status = "in-place" | "partly" | "not-yet" | "unknown" | "does-not-apply" | "";
export interface Level {
  id: string;
  short: string;
}
export interface MatrixItem extends Item {
  level: string;
  scope: string;
  text: string;
  short?: string;
  /** Of the team's own making. */
  local?: boolean;
}
export interface Matrix {
  levels: Level[];
  elements: { id: string; short: string; items: MatrixItem[] }[];
}
export type StatusOf = (item: MatrixItem) => Status;
export interface Cell {
  inPlace: number;
  partly: number;
  notYet: number;
  unknown: number;
  /** Not answered. */
  open: number;
  /** How many apply. */
  of: number;
  state: "all" | "some" | "none" | "not-enough" | "does-not-apply";
  local: { inPlace: number; of: number };
}
export interface Element {
  id: string;
  short: string;
  cells: (Cell & { level: Level })[];
  /** The highest level that is all in place, as are those below it. */
  through?: Level;
  /** The first level that is not. */
  next?: Level;
  /** What it takes to complete that level. */
  missing: MatrixItem[];
  /** Levels beyond with something in place. */
  ahead: (Cell & { level: Level })[];
}
export interface Comparison {
  item: MatrixItem;
  answers: { partner: string; status: Status }[];
  /** `own`: each partner speaks of itself. */
  seen: "same" | "near" | "apart" | "own";
  unknown: number;
}

// -- values-survey

export interface SurveyItem extends Item {
  text: string;
}
export interface Survey {
  items: SurveyItem[];
  /** Strongest first on the side that agrees, last on the side that disagrees. */
  answers: { id: string; side: string; text?: string }[];
  groups: { id: string; text?: string }[];
  /** The word that the facilitator told people. */
  session?: string;
}
export interface Response {
  group: string;
  /** By item; an item may be left out. */
  answers: Record<string, string | undefined>;
}
/** Places of the answers in the order of the items' ids, from 1; 0 is blank. */
export type Unpacked =
  | { group: string; places: number[]; nonce: number; problem?: undefined }
  | { problem: string; group?: undefined; places?: undefined; nonce?: undefined };
/** How many of these groups gave each answer to each item, items in the order of their ids. */
export interface SurveyPart {
  groups: string[];
  people: number;
  counts: number[][];
}
/** Nothing in it belongs to one person. While it is open, a part may hold few people: keep it out of files and drafts. */
export interface Tally {
  /** Which codes are in; none once it is closed. */
  nonces?: number[];
  parts: SurveyPart[];
}
/** What a file keeps of a survey. */
export interface SavedTally {
  survey: Omit<Survey, "session">;
  parts: SurveyPart[];
  /** Marks of sessions that were closed here: what tells their codes from others. Files of before have none. */
  closed?: number[];
}
export interface Sides {
  counts: number[];
  agree: number;
  disagree: number;
  apart: number;
  blank: number;
  split: number;
  strong: number;
}
export interface Results {
  people: number;
  /** Empty where roles may not be shown. */
  parts: { groups: string[]; people: number }[];
  rows: (Sides & { item: SurveyItem; parts: Sides[] })[];
}

// -- funnel

/** Counts by stage; null is not counted, or hidden. */
export type Column = (number | null)[];
export interface Step {
  n: number | null;
  /** The stage it is compared with: the last before it that is known. */
  since: number | null;
  lost: number | null;
  /** Shares from 0 to 1. */
  kept: number | null;
  ofStart: number | null;
  /** Of too few people for a percentage to say much. */
  few: boolean;
  ofFew: boolean;
}
/** Places of stages. */
export interface Largest {
  people: number | null;
  share: number | null;
}
export interface Shared {
  columns: Column[];
  total: Column | null;
}

// -- team-draft

export interface Draft {
  work: Work;
  /** What became of a draft of an earlier edition; nothing where there was no draft. */
  report: Report | undefined;
  /** Whether what is kept is in a file too. */
  filed: boolean;
  /** Whether it outlives the tab. */
  readonly kept: boolean;
  /** Whether this tab may write; else another one has it open, or has written meanwhile. */
  readonly writes: boolean;
  /** A sentence where something is not kept. */
  readonly problem: string | undefined;
  /** Texts that could not be read, to download. */
  aside(): string[];
  /** Whether it is kept. What another tab has written since is never written over. */
  save(work: Work, filed?: boolean): boolean;
  /** Moves the draft to this computer, or back into the tab. A sentence says why it could not. */
  keep(yes: boolean): Promise<string | undefined>;
  /** Reads what is kept, and lets no other tab write. */
  takeOver(): Promise<void>;
  /** Leaves nothing of this tool on this computer and in this tab; another tab keeps a draft of its own. */
  clear(): void;
  close(): void;
}

// -- the page

/** What the element of a tool gives to the part that knows the kind of the tool. */
export interface Host {
  element: HTMLElement;
  /** The work as it is now. Change it in place, then call `changed`. */
  readonly work: Work;
  /** Whether this tab may write; fields are disabled where it may not. */
  readonly writes: boolean;
  /** Keeps the draft and counts one more change that is in no file. */
  changed(): void;
  /** Says a sentence in the status line, which screen readers read out. */
  say(text: string): void;
  /** Asks in a dialog; the answer is yes only if the button with `yes` was pressed. */
  ask(question: { title: string; text: string; yes: string; no: string }): Promise<boolean>;
  /** Hands a file to the browser's downloads and says so. */
  download(name: string, content: Blob): void;
  /** Reads text from files that people choose; says why where a file is too large or cannot be read. */
  readText(file: File): Promise<string | undefined>;
}
/** One table of what a tool holds, for CSV and for a sheet of a workbook. */
export interface Sheet {
  name: string;
  rows: (string | number | null)[][];
}
/** What a kind of tool adds to the element. */
export interface Part {
  tool: Tool;
  /** Writes `host.work` into the page: at the start, after a file was opened, cleared, undone, or changed by another tab. */
  show(): void;
  /** First sheet: the CSV. None: neither CSV nor workbook are offered. */
  sheets?(): Sheet[];
  /** How else a file may be opened than in place of the work here. */
  adds?: { id: string; label: string }[];
  /** Takes a file in such a way; a sentence says why it cannot. */
  add?(id: string, work: Work): string | undefined;
  /** Looks at a file before it is opened in place of the work here; a sentence says why it cannot be. */
  refuse?(work: Work): string | undefined;
  /** What is here and would be lost on leaving, beside changes of the work; "" where nothing is. */
  unsaved?(): string;
  /** Forgets what it holds beside the work. */
  clear?(): void;
  /** What to hold back from a file (a survey that is still open): a sentence, or "" where all may be saved. */
  holds?(): string;
}
