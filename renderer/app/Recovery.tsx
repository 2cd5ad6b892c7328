import { Component, type ReactNode } from 'react';
import { Emblem } from '../components/Emblem.tsx';

/** Long enough for whatever was wrong to have passed, short enough for somebody to keep standing there. */
export const RECOVER_AFTER_MS = 2_000;

interface RecoveryProps {
  readonly children: ReactNode;
}

interface RecoveryState {
  readonly broken: boolean;
}

/**
 * Keeps a mistake in one screen from leaving the window blank: shows the calm mark, drops everything
 * below and builds it anew from core's state.
 */
export class Recovery extends Component<RecoveryProps, RecoveryState> {
  override state: RecoveryState = { broken: false };
  private timer: ReturnType<typeof setTimeout> | undefined;

  static getDerivedStateFromError(): RecoveryState {
    return { broken: true };
  }

  override componentDidCatch(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.setState({ broken: false }), RECOVER_AFTER_MS);
  }

  override componentWillUnmount(): void {
    clearTimeout(this.timer);
  }

  override render(): ReactNode {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="starting" data-testid="recovering">
        <Emblem calm />
      </div>
    );
  }
}
