/** `URL.parse`, which browsers of before 2024 do not have. */

/** Null where the text is no address. */
export function parsedAddress(text: string): URL | null {
  try {
    return new URL(text);
  } catch {
    return null;
  }
}
