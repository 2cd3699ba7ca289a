/** A figure in its card: title, what it is, its tools, the drawing, and the line that says how it was made. */
import type { ReactNode } from 'react';
import { DownloadIcon } from './icons.tsx';

interface Props {
  title: string;
  subtitle?: ReactNode;
  className?: string;
  tools?: ReactNode;
  /** Over the card's top edge. */
  progress?: ReactNode;
  /** Between the title and the drawing. */
  above?: ReactNode;
  caption?: ReactNode;
  onDownload(): void;
  children: ReactNode;
}

export function FigureCard({ title, subtitle, className = '', tools, progress, above, caption, onDownload, children }: Props) {
  return (
    <div className={`card ${className}`}>
      {progress}
      <div className="card-head">
        <h2>{title}</h2>
        <span className="subtitle">{subtitle}</span>
        <span className="tools">
          {tools}
          <button
            type="button"
            className="button bare icon"
            aria-label={`Download ${title.toLowerCase()}`}
            title="As a picture or as numbers"
            onClick={onDownload}
          >
            <DownloadIcon />
          </button>
        </span>
      </div>
      {above}
      <div className="plot">{children}</div>
      {caption && <p className="caption">{caption}</p>}
    </div>
  );
}

/** The two learners' colours, as the first entries of a legend in a card's subtitle. */
export function LearnerKeys() {
  return (
    <>
      <span>
        <span className="dot bp" />
        BP
      </span>
      <span>
        <span className="dot pc" />
        PC
      </span>
    </>
  );
}
