/** Where tests find what a figure of the page draws, flat or in three dimensions. */

/** The selector of the plot or the scene in the figure of this name, once it is drawn: an element whose `data` are its traces. */
export const drawingIn = (figure: string): string =>
  `figure[aria-label="${figure}"] .js-plotly-plot, figure[aria-label="${figure}"].scene[data-drawn]`;
