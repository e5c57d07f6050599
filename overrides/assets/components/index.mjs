// Registers the elements that a page holds, and does nothing else: what a page does not hold is not fetched.
const ELEMENTS = {
  "continue-training": () => import("./continue-training.mjs"),
  "knowledge-check": () => import("./knowledge-check.mjs"),
  "lesson-marker": () => import("./lesson-marker.mjs"),
  "matrix-filter": () => import("./matrix-filter.mjs"),
  "module-progress": () => import("./module-progress.mjs"),
  "my-training": () => import("./my-training.mjs"),
  "review-dates": () => import("./review-dates.mjs"),
  "team-tool": () => import("./team-tool.mjs"),
  "training-certificate": () => import("./training-certificate.mjs"),
  "training-workbook": () => import("./training-workbook.mjs"),
};

for (const [tag, load] of Object.entries(ELEMENTS)) {
  if (document.querySelector(tag)) load().then((file) => Object.values(file).forEach((element) => element.define?.()));
}
