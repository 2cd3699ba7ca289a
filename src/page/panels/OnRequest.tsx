/** What stands in place of a figure that a large network's page does not compute by itself, with the button that asks for it. */
import { useStore } from '../store/store.ts';

export function OnRequest({ what }: { what: string }) {
  const { set } = useStore.getState();
  return (
    <div className="empty">
      <p>{what} of a network this large takes minutes in float64, and training slows down meanwhile.</p>
      <button type="button" className="button" onClick={() => set('landscapes', 'always')}>
        Compute landscapes and inference
      </button>
    </div>
  );
}
