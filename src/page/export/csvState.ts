/** The page's state in an exported CSV: its first line ends with the address of the page that drew the figure. */

import { parsedAddress } from '../view/readQuery.ts';

const mostOfLine = 65536; // an address with the weights of a point in it is a tenth of that

/** The query that a CSV carries; null where the file is another one. */
export async function readStateFromCsv(file: Blob): Promise<string | null> {
  const [line] = (await file.slice(0, mostOfLine).text()).split(/\r?\n/, 1);
  const address = line.startsWith('# ') ? parsedAddress(line.slice(line.lastIndexOf('; ') + 2)) : null;
  return address?.searchParams.has('experiment') ? address.search : null;
}
