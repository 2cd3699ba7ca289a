/**
 * What stands in place of a figure that a large network's page does not compute by itself, with the button that asks for it; or that is not
 * computed of convolutions at all.
 */
import { useStore } from '../store/store.ts';

export function OnRequest({ what, ofConvolutions = false }: { what: string; ofConvolutions?: boolean }) {
  const { set } = useStore.getState();
  const hasConvolutions = useStore((state) => state.controls.convolutions > 0);
  if (hasConvolutions && !ofConvolutions) return <p className="empty">{what} is shown for fully connected networks.</p>;
  return (
    <div className="empty">
      <p>
        {what} of a network this large takes minutes{hasConvolutions ? '' : ' in float64'}, and training slows down meanwhile.
      </p>
      <button type="button" className="button" onClick={() => set('landscapes', 'always')}>
        {hasConvolutions ? 'Compute landscapes' : 'Compute landscapes and inference'}
      </button>
    </div>
  );
}
