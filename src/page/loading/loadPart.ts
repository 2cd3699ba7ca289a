/**
 * Loads a part of the built page: every `import()` goes through here (build/loadParts.ts). Most browsers before 2026 remember for good that a module
 * could not be fetched. So the server is asked for all files of a part first, and the part is imported once they are there: a part that failed can be
 * loaded again.
 */

/** The rejection of a part that cannot be loaded; the message says what helps. */
export class PartMissing extends Error {
  override readonly name = 'PartMissing';

  constructor(
    message: string,
    /** Whether only a reloaded page can have the part: its files are gone, or the browser has given them up. */
    readonly needsReload: boolean,
  ) {
    super(message);
  }
}

/** Files that are there, or are being asked for, by address. */
const files = new Map<string, Promise<void>>();

/** `paths`: scripts and stylesheets of the part, as seen from `importer`. Rejects with `PartMissing` where one is not there; the next call tries again. */
export async function loadPart<Module>(
  importModule: () => Promise<Module>,
  paths: readonly string[] = [],
  importer = document.baseURI,
): Promise<Module> {
  const addresses = paths.map((path) => new URL(path, importer));
  await Promise.all(addresses.map(fileAt));
  for (const address of addresses) if (!isInPage(address)) addLink({ rel: 'modulepreload', href: address.href });
  return importModule().catch((error: Error) => {
    forget(addresses);
    const advice = 'Reload the page: its address has its state';
    throw new PartMissing(`a part of the page does not start (${error.message}). ${advice}`, true);
  });
}

function fileAt(address: URL): Promise<void> {
  const known = files.get(address.href);
  if (known) return known;
  const coming = isInPage(address) ? Promise.resolve() : isStylesheet(address) ? takeStyles(address) : checkScript(address);
  files.set(address.href, coming);
  coming.catch(() => files.delete(address.href));
  return coming;
}

/** Has the next attempt ask for the files again. */
function forget(addresses: URL[]): void {
  for (const { href } of addresses) files.delete(href);
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel=modulepreload]'))
    if (addresses.some(({ href }) => href === link.href)) link.remove();
}

function takeStyles({ href }: URL): Promise<void> {
  const link = addLink({ rel: 'stylesheet', href });
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new PartMissing(`${nameOf(href)} does not come. Is this machine offline?`, false));
    };
  });
}

/** Whether the server has the script, without its content. */
async function checkScript({ href }: URL): Promise<void> {
  const { ok, status, headers } = await fetch(href, { method: 'HEAD' }).catch((error: Error) => {
    throw new PartMissing(`${nameOf(href)} does not come (${error.message}). Is this machine offline?`, false);
  });
  const isScript = /javascript/.test(headers.get('content-type') ?? '');
  if (ok && isScript) return;
  const found = ok ? 'another file is there' : `the server answers with ${status}`;
  if (status >= 500) throw new PartMissing(`${nameOf(href)} does not come (${found})`, false);
  const news = 'since the page has a newer version. Reload the page: its address has its state';
  throw new PartMissing(`${nameOf(href)} is no longer there (${found}), ${news}`, true);
}

const addLink = (link: { rel: string; href: string }): HTMLLinkElement => {
  const element = Object.assign(document.createElement('link'), { crossOrigin: '', ...link });
  document.head.append(element);
  return element;
};

const isStylesheet = ({ pathname }: URL): boolean => pathname.endsWith('.css');

const selectors = 'script[src], link[rel=modulepreload], link[rel=stylesheet]';

const isInPage = ({ href }: URL): boolean =>
  [...document.querySelectorAll<HTMLScriptElement | HTMLLinkElement>(selectors)].some(
    (element) => ('src' in element ? element.src : element.href) === href,
  );

const nameOf = (href: string): string => href.slice(href.lastIndexOf('/') + 1);
