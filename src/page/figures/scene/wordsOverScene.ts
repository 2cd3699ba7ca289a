/** The words over a scene's picture, as SVG: each keeps its element while the scene turns, and only moves. */
import { fontFamily } from '../palette.ts';
import { halfCapital, type Label } from './sceneAxes.ts';
import { type ShellKey, swatchSource } from './shellKey.ts';

const svgSpace = 'http://www.w3.org/2000/svg';

interface Word {
  element: SVGTextElement;
  label: Label;
}

export class WordsOverScene {
  readonly element = document.createElementNS(svgSpace, 'svg');
  private readonly key = document.createElementNS(svgSpace, 'g');
  private words: Word[] = [];
  private swatches = '';

  constructor() {
    this.element.setAttribute('aria-hidden', 'true');
    this.element.style.fontFamily = fontFamily;
    this.element.append(this.key);
  }

  write(labels: Label[], key: ShellKey): void {
    const all = [...labels, ...key.labels];
    while (this.words.length > all.length) this.words.pop()!.element.remove();
    this.words = all.map((label, i) => this.written(this.words[i], label));
    const swatches = swatchSource(key);
    if (swatches !== this.swatches) this.key.innerHTML = swatches;
    this.swatches = swatches;
  }

  private written(word: Word | undefined, label: Label): Word {
    const { element, label: before } = word ?? this.newWord();
    if (label.text !== before?.text) element.textContent = label.text;
    if (label.size !== before?.size || label.colour !== before.colour || label.anchor !== before.anchor) dress(element, label);
    if (label.left !== before?.left || label.top !== before.top || label.size !== before.size) place(element, label);
    return { element, label };
  }

  private newWord(): { element: SVGTextElement; label: Label | null } {
    const element = document.createElementNS(svgSpace, 'text');
    this.element.append(element);
    return { element, label: null };
  }
}

function dress(element: SVGTextElement, { size, colour, anchor = 'middle' }: Label): void {
  element.setAttribute('font-size', String(size));
  element.setAttribute('fill', colour);
  element.setAttribute('text-anchor', anchor);
}

/** By a transform, which needs no new layout of the text. */
const place = (element: SVGTextElement, { left, top, size }: Label): void =>
  element.setAttribute('transform', `translate(${left.toFixed(1)} ${(top + halfCapital * size).toFixed(1)})`);
