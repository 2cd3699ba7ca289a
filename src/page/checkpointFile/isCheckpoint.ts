/** Tells a checkpoint's file from other archives by its first bytes. */
import { headerEntry } from './header.ts';

const nameAt = 30; // of the first entry, in every zip

export async function isCheckpoint(file: Blob): Promise<boolean> {
  const entry = `${headerEntry}.npy`;
  return (await file.slice(nameAt, nameAt + entry.length).text()) === entry;
}
