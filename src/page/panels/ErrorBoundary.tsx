/** Keeps a panel's failure inside the panel: shows the error and a button to try again, while the rest of the page works on. */
import { Component, type ReactNode, Suspense } from 'react';
import { AttemptContext } from '../loading/loadedLater.tsx';
import { PartMissing } from '../loading/loadPart.ts';
import { useStore } from '../store/store.ts';

interface Props {
  /** The panel's name, as a person reads it. */
  panel: string;
  /** Called with the error where the panel has no place on the page; nothing is shown then. */
  onFailure?(error: Error): void;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: Error | null; attempt: object }> {
  override state = { error: null as Error | null, attempt: {} };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error): void {
    this.props.onFailure?.(error);
  }

  override render(): ReactNode {
    const { error, attempt } = this.state;
    if (!error) return <AttemptContext value={attempt}>{this.props.children}</AttemptContext>;
    if (this.props.onFailure) return null;
    return (
      <div className="empty" role="alert">
        <p>
          {this.props.panel} could not be shown: {error.message}
        </p>
        <p>
          <button type="button" className="button" onClick={() => this.setState({ error: null, attempt: {} })}>
            Try again
          </button>{' '}
          {error instanceof PartMissing && error.needsReload && (
            <button type="button" className="button" onClick={() => location.reload()}>
              Reload the page
            </button>
          )}
        </p>
      </div>
    );
  }
}

interface DialogProps {
  /** The dialog's name, as it begins a sentence. */
  name: string;
  onClose(): void;
  children: ReactNode;
}

/** A dialog that is loaded when it is opened. If it cannot be shown, a notice says why, the page stays as it was, and the next opening tries again. */
export function LoadedDialog({ name, onClose, children }: DialogProps) {
  const refuse = ({ message }: Error) => {
    onClose();
    useStore.getState().notify('error', `${name} could not be opened: ${message}`);
  };
  return (
    <ErrorBoundary panel={name} onFailure={refuse}>
      <Suspense>{children}</Suspense>
    </ErrorBoundary>
  );
}
