/**
 * A Vite plugin that lets plotly link a WebGL program when it is first used. Plotly links every one as soon as it is made: those for pointing,
 * which this page does without, and once more those that draw, whose attributes are moved right after. On a machine without a graphics card
 * that is a sixth of a second before the first surface.
 */
import type { Plugin } from 'vite';

/** In `Shader.update`; what it makes links in `Shader.bind` where it is not linked yet, and asks there for the uniforms' places. */
const linkAtOnce = /\n {2}relink\(\)(?=\s+\/\/Save relinking procedure, defer until runtime\n {2}wrapper\._relink = relink\n)/;

/** Only uniforms with a place get a setter, and all have one: they are those that are active. */
const linkLater = '\n  uniformLocations.fill(true)';

export function linkWhenUsed(): Plugin {
  return {
    name: 'link-when-used',
    transform(code, id) {
      if (!id.includes('plotly.js/stackgl_modules/index')) return undefined;
      if (!linkAtOnce.test(code))
        throw new Error(`no program is linked at once in ${id}: this plotly needs no such change, or another`);
      return { code: code.replace(linkAtOnce, linkLater), map: null };
    },
  };
}
