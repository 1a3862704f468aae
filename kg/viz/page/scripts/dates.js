// Dates as precise as the documents state them: 2017, 2017-08 or 2017-08-24.

/** Return first and last day that a date may mean, or null for what is none. */
export function daysOf(date) {
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(date ?? "");
  if (!found) return null;
  const [, year, month, day] = found;
  return [`${year}-${month ?? "01"}-${day ?? "01"}`, `${year}-${month ?? "12"}-${day ?? "31"}`];
}

/** Return the dates of the documents, each once, in order. */
export function datesOf(documents) {
  return [...new Set(documents.map((one) => one.published).filter((date) => daysOf(date)))].sort();
}

/** Tell whether a date may lie in a period; a border that is null is open. */
export function isWithin(date, from, to) {
  const days = daysOf(date);
  if (!days) return false;
  return (from === null || days[1] >= daysOf(from)[0]) && (to === null || days[0] <= daysOf(to)[1]);
}

/** Return how many of the documents' statements fall into each of so many equal stretches of the dates. */
export function histogram(documents, dates, bins) {
  const counts = new Array(bins).fill(0);
  const place = new Map(dates.map((date, index) => [date, index]));
  for (const { published, count } of documents) {
    const at = place.get(published);
    if (at !== undefined) counts[Math.min(bins - 1, Math.floor((at / dates.length) * bins))] += count;
  }
  return counts;
}
