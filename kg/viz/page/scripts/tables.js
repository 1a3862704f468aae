// The visible statements as CSV, in the columns `kg export` writes, and with each first sentence's source.

const QUALIFIERS = ["time", "place", "role", "amount", "share", "count", "purpose", "said_by"];
const COLUMNS = ["id", "subject_id", "subject", "subject_type", "relation", "object_id", "object", "object_type", "status", "confidence", ...QUALIFIERS, "documents", "sources", "sentence", "document", "publisher", "published", "url"];

/** A cell that begins so is run by spreadsheets as a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export function cell(value) {
  const text = String(value ?? "");
  const safe = FORMULA.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** Return the sentence of a quote, whole. */
export const sentenceOf = (quote) => quote.pieces.map(([text]) => text).join("");

export function csv(model, statements) {
  const rows = statements.map((one) => {
    const [subject, object] = [model.entities.get(one.subject), model.entities.get(one.object)];
    const qualifiers = new Map(one.qualifiers);
    const [quote] = one.quotes;
    const source = quote ? model.documents[quote.document] : {};
    const documents = [...new Set(one.quotes.map((each) => model.documents[each.document].id))];
    return [
      one.id, subject.id, subject.label, subject.type, one.relation, object.id, object.label, object.type, one.status, one.confidence,
      ...QUALIFIERS.map((key) => (qualifiers.get(key) ?? []).join("; ")),
      documents.join("; "), one.sources, quote ? sentenceOf(quote) : "", source.title ?? source.id, source.publisher, source.published, source.url,
    ];
  });
  return [COLUMNS, ...rows].map((row) => row.map(cell).join(",") + "\r\n").join("");
}
