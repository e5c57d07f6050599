// @ts-check
/** Marks the pages whose review is past due on the reader's day; the build itself knows no day. */
export class ReviewDates extends HTMLElement {
  static define(tag = "review-dates") {
    if (!customElements.get(tag)) customElements.define(tag, this);
  }

  connectedCallback() {
    const today = new Date();
    const stamp = [today.getFullYear(), today.getMonth() + 1, today.getDate()]
      .map((part) => String(part).padStart(2, "0"))
      .join("-");
    let past = 0;
    for (const time of this.querySelectorAll(".review-dates__due time")) {
      if ((time.getAttribute("datetime") ?? "") >= stamp) continue;
      past += 1;
      const cell = time.parentElement;
      if (!cell || cell.querySelector(".review-dates__past")) continue;
      const mark = document.createElement("span");
      mark.className = "review-dates__past";
      mark.textContent = " Past due";
      cell.append(mark);
    }
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = past ? `${past} ${past === 1 ? "page is" : "pages are"} past due today.` : "No page is past due today.";
  }
}
