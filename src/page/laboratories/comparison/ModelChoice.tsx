/** Which of the models are compared, with each one's line. */
import { type ComparedModel, comparedModels, comparedNames } from '../../../model/comparison/comparedModels.ts';
import { useStore } from '../../store/store.ts';
import { ModelSwatch } from './ModelSwatch.tsx';

export function ModelChoice() {
  return (
    <fieldset className="model-choice">
      <legend className="label">Models</legend>
      {comparedNames.map((model) => (
        <ModelBox key={model} model={model} />
      ))}
    </fieldset>
  );
}

function ModelBox({ model }: { model: ComparedModel }) {
  const { field, label, says } = comparedModels[model];
  const isShown = useStore((state) => state.controls[field] === 'shown');
  const { set } = useStore.getState();
  return (
    <label title={says}>
      <input
        type="checkbox"
        checked={isShown}
        onChange={(event) => set(field, event.currentTarget.checked ? 'shown' : 'hidden')}
      />
      <ModelSwatch model={model} />
      {label}
    </label>
  );
}
