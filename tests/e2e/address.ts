/**
 * Contours are drawn without WebGL, in a third of the time on a machine without a graphics card: for tests that are not about surfaces.
 */
export const flat = 'view=contour';

/** The address of the served page; `query` begins with a question mark or is empty. */
import { inject } from 'vitest';

export const at = (query = ''): string => inject('pageUrl') + query;
