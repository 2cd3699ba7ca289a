/** The page's font as text: an SVG drawn as a picture sees no font of the page, only what it carries inside. */

let embedded: Promise<string> | null = null;

/** A @font-face rule with its file inside; empty where the page has no such font. */
export function embeddedFont(family = 'Inter Variable'): Promise<string> {
  embedded ??= embed(family);
  return embedded;
}

async function embed(family: string): Promise<string> {
  const rule = latinRule(family);
  const url = rule?.style.getPropertyValue('src').match(/url\("?([^")]+)"?\)/)?.[1];
  if (!rule || !url) return '';
  const file = await fetch(new URL(url, rule.parentStyleSheet?.href ?? document.baseURI));
  return `@font-face{font-family:"${family}";font-weight:100 900;src:url(${await dataUrl(await file.blob())}) format("woff2")}`;
}

/** Fonts come in one file an alphabet; ours is the one that has the letter A. */
function latinRule(family: string): CSSFontFaceRule | undefined {
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  return rules.find((rule): rule is CSSFontFaceRule => {
    if (!(rule instanceof CSSFontFaceRule) || !rule.style.getPropertyValue('font-family').includes(family)) return false;
    return (
      /U\+0+-0*FF\b/i.test(rule.style.getPropertyValue('unicode-range')) && rule.style.getPropertyValue('font-style') !== 'italic'
    );
  });
}

function dataUrl(blob: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
