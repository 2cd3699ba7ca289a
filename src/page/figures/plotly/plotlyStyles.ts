/**
 * Has plotly take its style rules from a stylesheet, as the page's Content-Security-Policy demands: plotly writes a `<style>` of its own only where no
 * element of this id and class stands. Import it before plotly.
 */
import 'plotly.js/dist/plotly.css';

const ownRules = Object.assign(document.createElement('meta'), { id: 'plotly.js-style-global', className: 'no-inline-styles' });
document.head.append(ownRules);
