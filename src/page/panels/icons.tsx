/** The page's icons, drawn on one 16 px grid; always beside text or inside a named button, so hidden from screen readers. */
import type { ReactNode } from 'react';

const icon = (shape: ReactNode) => () => (
  <svg
    width="16"
    height="16"
    viewBox="0 0 16 16"
    fill="none"
    stroke="currentColor"
    strokeWidth="1.5"
    strokeLinecap="round"
    strokeLinejoin="round"
    aria-hidden="true"
  >
    {shape}
  </svg>
);

export const RunIcon = icon(<path d="M4.500 2.800v10.400L13 8Z" fill="currentColor" />);
export const PauseIcon = icon(<path d="M5.500 3v10M10.500 3v10" strokeWidth="2.500" />);
export const StepIcon = icon(<path d="M3.500 3v10L10 8ZM12.500 3v10" />);
export const ResetIcon = icon(<path d="M3 8a5 5 0 1 0 1.600-3.700L3 5.700M3 2.500v3.200h3.200" />);
export const UndoIcon = icon(<path d="M3 6h6.500a3.500 3.500 0 0 1 0 7H6M3 6l3-3M3 6l3 3" />);
export const RedoIcon = icon(<path d="M13 6H6.500a3.500 3.500 0 0 0 0 7H10M13 6l-3-3M13 6l-3 3" />);
export const CloseIcon = icon(<path d="M4 4l8 8M12 4l-8 8" />);
export const DownloadIcon = icon(<path d="M8 2.500v7.500M4.800 7 8 10.200 11.200 7M3 13h10" />);
export const KeepIcon = icon(<path d="M4.500 2.500h7v11L8 10.500l-3.500 3Z" />);
export const SaveIcon = icon(<path d="M3 2.500h8l2.500 2.500v8.500H3ZM5.500 2.500v3.500h4v-3.500M5.500 13.500v-4.500h5v4.500" />);
export const OpenIcon = icon(<path d="M2.500 12.500v-9H6l1.500 2H13v2M2.500 12.500l2-5h10l-2 5Z" />);
export const TargetIcon = icon(
  <>
    <circle cx="8" cy="8" r="4" />
    <path d="M8 1.500v4M8 10.500v4M1.500 8h4M10.500 8h4" />
  </>,
);
export const LightIcon = icon(
  <>
    <circle cx="8" cy="8" r="3" />
    <path d="M8 1.500v1.200M8 13.300v1.200M1.500 8h1.200M13.300 8h1.200M3.400 3.400l.9.9M11.700 11.700l.9.9M12.600 3.400l-.9.9M4.300 11.700l-.9.9" />
  </>,
);
export const DarkIcon = icon(<path d="M13 9.500A5.500 5.500 0 0 1 6.500 3a5.500 5.500 0 1 0 6.500 6.500Z" />);
export const SystemIcon = icon(
  <>
    <circle cx="8" cy="8" r="5.500" />
    <path d="M8 2.500a5.500 5.500 0 0 1 0 11Z" fill="currentColor" />
  </>,
);
export const ControlsIcon = icon(
  <path d="M2.500 4.500h5M11.500 4.500h2M2.500 11.500h2M8.500 11.500h5M9.500 2.800v3.400M6.500 9.800v3.400" />,
);
