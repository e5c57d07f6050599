// @ts-check
// Items to be put in order. Fetched by checks that hold such a question.
import { TYPES, all, arrange, few, keyed, share } from "./questions.mjs";

TYPES.ordering = {
  empty: "Move at least one item first.",
  facts: (question) => ({ items: keyed(question, "item") }),
  grade({ items }, answer) {
    const order = few(answer).filter((id) => items.includes(id));
    const points = share(order, items);
    return [points, order, points === 1 && order.length === items.length];
  },
  read: (question) => all(question, ".order__item").map(({ dataset }) => dataset.item),
  fill(question, answer) {
    const order = question.querySelector(".order");
    for (const moves of all(order, ".order__moves")) moves.hidden = false;
    arrange(order, answer ?? (order.dataset.mixed ??= this.read(question).join(" ")).split(" "), ({ dataset }) => dataset.item);
  },
  move(button) {
    const up = button.dataset.move === "up";
    const item = button.closest(".order__item");
    const other = up ? item.previousElementSibling : item.nextElementSibling;
    if (up) other?.before(item);
    else other?.after(item);
    button.focus();
    const items = [...item.parentElement.children];
    return [Boolean(other), `${other ? "Moved to" : "Already at"} place ${items.indexOf(item) + 1} of ${items.length}.`];
  },
};
