/** The part of plotly that the figures use: the only values of plotly that exist on the page, loaded after the first picture. */
import './plotlyStyles.ts';
import './softwareScreen.ts';
import './textCanvas.ts';
import contour from 'plotly.js/lib/contour';
import Plotly from 'plotly.js/lib/core';
import heatmap from 'plotly.js/lib/heatmap';
import isosurface from 'plotly.js/lib/isosurface';
import scatter3d from 'plotly.js/lib/scatter3d';
import surface from 'plotly.js/lib/surface';
import { inPlace } from './sceneTraces.ts';

Plotly.register([inPlace(surface), inPlace(scatter3d), inPlace(isosurface), contour, heatmap]);

export default Plotly;
