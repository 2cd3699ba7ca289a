/** The typefaces of exported pictures: the page's own, and Computer Modern for papers; each with the files that a picture carries inside. */
import interRegular from '@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf?url';
import interBold from '@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf?url';
import modernRegular from 'computer-modern/fonts/cmu-serif-500-roman.ttf?url';
import modernBold from 'computer-modern/fonts/cmu-serif-700-roman.ttf?url';
import { fontFamily } from '../figures/palette.ts';

interface Typeface {
  /** The name in the export dialog. */
  label: string;
  /** The family's name in pictures. */
  name: string;
  /** CSS font-family, with what stands in where the typeface lacks a letter. */
  family: string;
  /** TrueType files, which PDF takes: text, and titles. Both fonts are under the SIL Open Font License. */
  files: { regular: string; bold: string };
}

export const typefaces = {
  page: {
    label: 'as the page',
    name: 'Inter Variable',
    family: fontFamily,
    files: { regular: interRegular, bold: interBold },
  },
  serif: {
    label: 'Computer Modern',
    name: 'CMU Serif',
    family: `"CMU Serif", ${fontFamily}`,
    files: { regular: modernRegular, bold: modernBold },
  },
} as const satisfies Record<string, Typeface>;

export type TypefaceName = keyof typeof typefaces;

/** Font weights from here on are drawn bold. */
const boldFrom = 550;

/** Waits until the page can measure text in this typeface. */
export async function loadTypeface(typeface: TypefaceName): Promise<void> {
  const { name, files } = typefaces[typeface];
  await document.fonts.ready;
  if ([...document.fonts].some(({ family }) => family.replaceAll('"', '') === name)) return;
  const faces = [
    new FontFace(name, `url("${files.regular}")`),
    new FontFace(name, `url("${files.bold}")`, { weight: `${boldFrom} 900` }),
  ];
  for (const face of faces) document.fonts.add(await face.load());
}

const rules = new Map<TypefaceName, Promise<string>>();

/** @font-face rules with their files inside: a picture sees no font of the page, only the fonts that it carries. */
export function embeddedTypeface(typeface: TypefaceName): Promise<string> {
  if (!rules.has(typeface)) rules.set(typeface, typeface === 'page' ? embeddedPageFont() : embeddedFiles(typeface));
  return rules.get(typeface)!;
}

async function embeddedFiles(typeface: TypefaceName): Promise<string> {
  const { name, files } = typefaces[typeface];
  const [regular, bold] = await Promise.all([files.regular, files.bold].map(dataUrl));
  const rule = (weight: string, url: string) =>
    `@font-face{font-family:"${name}";font-weight:${weight};src:url(${url}) format("truetype")}`;
  return rule(`1 ${boldFrom - 1}`, regular) + rule(`${boldFrom} 999`, bold);
}

/** The files that the page itself is written in, which are small: Latin and Greek. Empty where the page has no such font. */
async function embeddedPageFont(): Promise<string> {
  const { name } = typefaces.page;
  const sheets = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const faces = sheets.filter(
    (rule): rule is CSSFontFaceRule =>
      rule instanceof CSSFontFaceRule && rule.style.getPropertyValue('font-family').includes(name),
  );
  return (await Promise.all(faces.map(embeddedFace))).join('');
}

async function embeddedFace({ style, parentStyleSheet }: CSSFontFaceRule): Promise<string> {
  const url = style.getPropertyValue('src').match(/url\("?([^")]+)"?\)/)?.[1];
  if (!url) return '';
  const file = await dataUrl(new URL(url, parentStyleSheet?.href ?? document.baseURI).href);
  const range = style.getPropertyValue('unicode-range');
  return `@font-face{font-family:${style.getPropertyValue('font-family')};font-weight:100 900;unicode-range:${range};src:url(${file}) format("woff2")}`;
}

async function dataUrl(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob();
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(reader.result as string);
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(blob);
  });
}
