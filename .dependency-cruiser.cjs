/** The house's import rules (CONTRIBUTING.md says why): three rooms by thread, data flows one way. */
const { readdirSync } = require('node:fs');

/** The laboratories' folders, which have one name in every room. */
const laboratories = readdirSync('src/page/laboratories', { withFileTypes: true })
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)
  .join('|');

const rule = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });

module.exports = {
  forbidden: [
    rule(
      'model-imports-nothing',
      'The shared vocabulary stands on itself alone.',
      { path: '^src/model' },
      { path: '.+', pathNot: '^src/model' },
    ),
    rule('compute-imports-only-model', 'The worker knows no page.', { path: '^src/compute' }, { path: '^src/(page|main)' }),
    rule(
      'compute-without-page-libraries',
      'No DOM library in the worker.',
      { path: '^src/compute' },
      { path: 'node_modules/(react|react-dom|plotly|zustand|react-aria)' },
    ),
    rule('page-never-imports-compute', 'The worker is reached by URL.', { path: '^src/page' }, { path: '^src/compute' }),
    rule(
      'tensors-stay-in-the-engine',
      'Only the engine imports tfjs.',
      { path: '^src', pathNot: '^src/compute/engine' },
      { path: 'node_modules/@tensorflow' },
    ),
    rule(
      'theory-is-an-oracle-theory',
      'Theory and engine never import each other.',
      { path: '^src/compute/theory' },
      { path: '^src/compute/engine' },
    ),
    rule(
      'theory-is-an-oracle-engine',
      'Theory and engine never import each other.',
      { path: '^src/compute/engine' },
      { path: '^src/compute/theory' },
    ),
    rule(
      'one-plotly-mount',
      'Only one file mounts plotly; its types may go anywhere.',
      { path: '^src', pathNot: '^src/page/figures/plotly' },
      { path: 'node_modules/plotly', dependencyTypesNot: ['type-only'] },
    ),
    rule(
      'only-the-store-computes',
      'Only the store talks to computeClient.',
      { path: '^src', pathNot: '^src/page/(store|computeClient)' },
      { path: '^src/page/computeClient' },
    ),
    rule(
      'figures-and-export-take-arguments',
      'Figures and export never import the store.',
      { path: '^src/page/(figures|export)' },
      { path: '^src/page/store' },
    ),
    rule(
      'laboratories-are-islands',
      'Laboratories never import each other: what two of them need is shared, in panels or figures.',
      { path: '^src/page/laboratories/([^/]+)/' },
      { path: '^src/page/laboratories/[^/]+/', pathNot: '^src/page/laboratories/$1/' },
    ),
    rule(
      'shared-rooms-know-no-laboratory',
      'Laboratories are built of what panels, figures, export and view offer, never the reverse; the view lists their presets.',
      { path: '^src/page/(panels|figures|export|view|scripting)' },
      { path: '^src/page/laboratories', pathNot: '^src/page/laboratories/[^/]+/presets/' },
    ),
    rule(
      'the-view-is-a-value',
      'What is on screen is a value: others import it, and it imports presets alone.',
      { path: '^src/page/view' },
      { path: '^src/page', pathNot: '^src/page/(view|laboratories/[^/]+/presets)/' },
    ),
    rule(
      'laboratories-stand-alone-in-compute',
      'Laboratories never import each other: they share planes/, runs/, and the files beside their folders.',
      { path: `^src/compute/experiments/(${laboratories})/` },
      {
        path: `^src/(compute/experiments|model)/(${laboratories})/`,
        pathNot: ['^src/compute/experiments/$1/', '^src/model/$1/'],
      },
    ),
    rule(
      'shared-experiment-code-knows-no-laboratory',
      'Setup, grids, planes, runs and the script endpoints serve no single laboratory.',
      { path: '^src/compute/experiments/(planes/|runs/|script/|[^/]+$)' },
      { path: `^src/compute/experiments/(${laboratories})/` },
    ),
    rule('no-cycles', 'No cycles.', { path: '^src' }, { circular: true }),
    rule(
      'no-orphans',
      'Dead code is deleted.',
      { orphan: true, path: '^src', pathNot: '(main\\.tsx|simd/kernels/.*|worker\\.ts|\\.d\\.ts|\\.css)$' },
      {},
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'browser', 'default'] },
  },
};
