/** The part of plotly that the flat figures use: the only values of plotly that exist on the page, loaded after the first picture. */
import './plotlyStyles.ts';
import contour from 'plotly.js/lib/contour';
import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';

Plotly.register([contour, heatmap]);

export default Plotly;
