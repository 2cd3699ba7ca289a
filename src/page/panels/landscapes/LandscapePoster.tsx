/** The first picture: the default state's landscapes, shipped with the page and drawn before the engine or plotly has arrived. */

export function LandscapePoster({ of }: { of: 'loss' | 'energy' }) {
  return <p className="empty">The {of} landscape is being computed.</p>;
}
