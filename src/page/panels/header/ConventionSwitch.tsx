/** As published or matched, with the factor between the two learners' gradients said on the one in use. */
import { controls } from '../../../model/controls.ts';
import { useStore } from '../../store/store.ts';
import { Segments } from '../controls/Choices.tsx';
import { numberText } from '../numberText.ts';

export function ConventionSwitch() {
  const convention = useStore((state) => state.controls.convention);
  const factor = useStore((state) => state.training?.scaleRatio ?? null);
  const { set } = useStore.getState();
  const { label, hint, options } = controls.convention;
  const told = (option: 'published' | 'matched') =>
    option === convention && factor !== null
      ? `${options[option]}: ×${numberText(factor, 3).replace(/\.?0+$/, '')}`
      : options[option];
  return (
    <Segments
      name={label}
      title={`${hint}; × is PC’s gradient scale over BP’s`}
      value={convention}
      options={{ published: told('published'), matched: told('matched') }}
      onChange={(option) => set('convention', option)}
    />
  );
}
