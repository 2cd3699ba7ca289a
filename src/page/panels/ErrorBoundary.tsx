/** Keeps a panel's failure inside the panel: shows the error and a button to try again, while the rest of the page works on. */
import { Component, type ReactNode } from 'react';

interface Props {
  /** The panel's name, as a person reads it. */
  panel: string;
  /** Called with the error where the panel has no place on the page; nothing is shown then. */
  onFailure?(error: Error): void;
  children: ReactNode;
}

export class ErrorBoundary extends Component<Props, { error: Error | null }> {
  override state = { error: null as Error | null };

  static getDerivedStateFromError(error: unknown): { error: Error } {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override componentDidCatch(error: Error): void {
    this.props.onFailure?.(error);
  }

  override render(): ReactNode {
    const { error } = this.state;
    if (!error) return this.props.children;
    if (this.props.onFailure) return null;
    return (
      <div className="empty" role="alert">
        <p>
          {this.props.panel} could not be shown: {error.message}
        </p>
        <p>
          <button type="button" className="button" onClick={() => this.setState({ error: null })}>
            Try again
          </button>
        </p>
      </div>
    );
  }
}
