/** Numbers in their places in a typeset formula. */

/** `@name@` becomes `numbers[name]`, wherever it stands; throws where the formula has a place for a number that is not given. */
export function filledFormula(markup: string, numbers: Record<string, string>): string {
  return markup.replace(/@(\w+)@/g, (_, slot: string) => {
    if (!(slot in numbers))
      throw new Error(`no number for "${slot}" (expected one of ${Object.keys(numbers).join(', ') || 'none'})`);
    return numbers[slot];
  });
}
