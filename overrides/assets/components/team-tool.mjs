// @ts-check
/** @import { Host, Part } from "../lib/team" */

/** @typedef {{ TeamTool: { define(connect: (host: Host) => Part): void }, connect: (host: Host) => Part }} Kind */
/** @type {Record<string, () => Promise<Kind>>} */
const KINDS = {
  agenda: () => import("../tools/agenda.mjs"),
  checklist: () => import("../tools/checklist.mjs"),
  funnel: () => import("../tools/funnel.mjs"),
  matrix: () => import("../tools/matrix.mjs"),
  ratings: () => import("../tools/ratings.mjs"),
  survey: () => import("../tools/survey.mjs"),
  table: () => import("../tools/table.mjs"),
};

/** A tool for teams: fetches what its kind needs, and nothing of the others. */
export const TeamTool = {
  async define() {
    const { dataset } = /** @type {HTMLElement} */ (document.querySelector("team-tool"));
    const { TeamTool, connect } = await KINDS[dataset.kind ?? ""]();
    TeamTool.define(connect);
  },
};
