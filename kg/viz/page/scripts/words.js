// Words and numbers, as the page writes and compares them.

// Made once: to find the locale anew for each number takes longer than all else in a long list.
const NUMBERS = new Intl.NumberFormat("en-US");

export const number = (count) => NUMBERS.format(count);
export const counted = (count, one, many = one + "s") => `${number(count)} ${count === 1 ? one : many}`;
export const capital = (text) => text.charAt(0).toLocaleUpperCase("en") + text.slice(1);
export const percent = (share) => (share === null ? "–" : `${Math.round(share * 100)} %`);

// Letters that do not come apart into a base letter and a mark.
const LETTERS = { "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "n" };

/** Return a text as it is compared in a search: small letters without accents, single spaces. */
export function folded(text) {
  return text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .replace(/[łøđðßæœþıħŧŋ]/g, (letter) => LETTERS[letter])
    .replace(/[\s\u2010-\u2015-]+/g, " ")
    .trim();
}

/** Return a text of at most so many letters; a pair of surrogates counts, and stays, as one. */
export function shortened(text, longest) {
  const letters = [...text];
  return letters.length > longest ? letters.slice(0, longest - 1).join("").trimEnd() + "…" : text;
}

/** Return the name of a file for something of that title. */
export function fileName(title, ending) {
  const words = [...title.replace(/[^\p{L}\p{N}]+/gu, "-")].slice(0, 60).join("");
  return `${words.replace(/^-+|-+$/g, "") || "graph"}.${ending}`;
}

/** Return the parts that are there, with something between them. */
export function between(parts, mark) {
  return parts.filter((part) => part !== null && part !== undefined && part !== "").flatMap((part, index) => (index ? [mark, part] : [part]));
}

export const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
