/** Vitest's set-up of the end-to-end tests: the built page is served while they run, and they are told where. */
import type { TestProject } from 'vitest/node';
import { servePage } from './servePage.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the built page is served, with a slash at the end. */
    pageUrl: string;
  }
}

export default async function serve(project: TestProject): Promise<() => Promise<void>> {
  const { url, close } = await servePage();
  project.provide('pageUrl', url);
  return close;
}
