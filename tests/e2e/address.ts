/** The address of the served page; `query` begins with a question mark or is empty. */
import { inject } from 'vitest';

export const at = (query = ''): string => inject('pageUrl') + query;
