/**
 * Loads a part of the built page: every `import()` goes through here (build/loadParts.ts). Many browsers remember for good that a module could not be
 * fetched. So all files of a part are fetched first, and the part is imported once they have come: a failed part can be loaded again.
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

/** Files that have come or are on their way, by address. */
const files = new Map<string, Promise<void>>();

/** `paths`: scripts and stylesheets of the part, as seen from `importer`. Rejects with `PartMissing` where one does not come; the next call tries again. */
export async function loadPart<Module>(
  importModule: () => Promise<Module>,
  paths: readonly string[] = [],
  importer = document.baseURI,
): Promise<Module> {
  await Promise.all(paths.map((path) => fileAt(new URL(path, importer))));
  return importModule().catch((error: Error) => {
    throw new PartMissing(`a part of the page does not start (${error.message})`, true);
  });
}

function fileAt(address: URL): Promise<void> {
  const known = files.get(address.href);
  if (known) return known;
  const coming = address.pathname.endsWith('.css') ? loadStyles(address) : loadScript(address);
  files.set(address.href, coming);
  coming.catch(() => files.delete(address.href));
  return coming;
}

/** Brings the script into the browser's cache, from where `import()` takes it. */
async function loadScript(address: URL): Promise<void> {
  if (isInPage('script', 'src', address) || isInPage('link[rel=modulepreload]', 'href', address)) return;
  const response = await fetch(address).catch((error: Error) => {
    throw new PartMissing(`${nameOf(address)} does not come (${error.message}). Is this machine offline?`, false);
  });
  if (!response.ok || !/javascript/.test(response.headers.get('content-type') ?? '')) throw gone(address, response.status);
  await response.arrayBuffer().catch((error: Error) => {
    throw new PartMissing(`${nameOf(address)} broke off (${error.message}). Is this machine offline?`, false);
  });
}

function gone(address: URL, status: number): PartMissing {
  if (status >= 500) return new PartMissing(`${nameOf(address)} does not come (the server answers with ${status})`, false);
  const found = status === 200 ? 'another file is there' : `the server answers with ${status}`;
  return new PartMissing(
    `${nameOf(address)} is no longer there (${found}), since the page has a newer version. Reload the page: its address has its state`,
    true,
  );
}

function loadStyles(address: URL): Promise<void> {
  if (isInPage('link[rel=stylesheet]', 'href', address)) return Promise.resolve();
  const link = Object.assign(document.createElement('link'), { rel: 'stylesheet', crossOrigin: '', href: address.href });
  document.head.append(link);
  return new Promise((resolve, reject) => {
    link.onload = () => resolve();
    link.onerror = () => {
      link.remove();
      reject(new PartMissing(`${nameOf(address)} does not come. Is this machine offline?`, false));
    };
  });
}

const isInPage = (selector: string, attribute: 'src' | 'href', { href }: URL): boolean =>
  [...document.querySelectorAll(selector)].some((element) => (element as unknown as Record<string, string>)[attribute] === href);

const nameOf = ({ pathname }: URL): string => pathname.slice(pathname.lastIndexOf('/') + 1);
