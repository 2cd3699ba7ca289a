/** Light, dark or the system's, in turn. */
import { DarkIcon, LightIcon, SystemIcon } from '../icons.tsx';
import { chooseTheme, type ThemeChoice, useThemeChoice } from '../theme.ts';

const next: Record<ThemeChoice, ThemeChoice> = { system: 'light', light: 'dark', dark: 'system' };
const names: Record<ThemeChoice, string> = { system: 'as the system', light: 'light', dark: 'dark' };
const icons = { system: SystemIcon, light: LightIcon, dark: DarkIcon };

export function ThemeToggle() {
  const choice = useThemeChoice();
  const Icon = icons[choice];
  const label = `Theme: ${names[choice]}`;
  return (
    <button
      type="button"
      className="button icon theme"
      aria-label={label}
      title={label}
      onClick={() => chooseTheme(next[choice])}
    >
      <Icon />
    </button>
  );
}
