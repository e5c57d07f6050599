// Registers the site's elements, and does nothing else.
import { MatrixFilter } from "./matrix-filter.mjs";
import { ReviewDates } from "./review-dates.mjs";

MatrixFilter.define();
ReviewDates.define();
