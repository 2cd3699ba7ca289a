/** Text in figures: plotly reads HTML-like markup in every text, so that words which a person wrote are escaped first, and files of numbers get them back. */

const escapes: readonly [character: string, escaped: string][] = [
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['%{', '%&#123;'], // a place for a number in a hover label
];

/** Markup that plotly draws as this text: for the names of a person's runs, columns and classes. */
export const asTyped = (text: string): string =>
  escapes.reduce((markup, [character, escaped]) => markup.replaceAll(character, escaped), text);

/** The text that plotly draws for this markup. */
export const withoutMarkup = (markup: string): string =>
  escapes.reduceRight((text, [character, escaped]) => text.replaceAll(escaped, character), markup.replaceAll(/<[^>]*>/g, ''));
