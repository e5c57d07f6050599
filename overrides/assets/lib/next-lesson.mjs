// @ts-check
/**
 * Where a learner goes on: the lesson opened last if it is not done, else the next one after it, else the first that is not.
 *
 * @param {string[]} pages a module's lessons in order
 * @param {Record<string, unknown>} done
 * @param {string} [last]
 */
export function nextLesson(pages, done, last = "") {
  const at = Math.max(0, pages.indexOf(last));
  return [...pages.slice(at), ...pages.slice(0, at)].find((page) => !done[page]);
}
