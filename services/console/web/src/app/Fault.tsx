import { Component, type ReactNode } from 'react';
import { text } from '../i18n/i18n.js';
import { Empty } from '../ui/Pieces.js';

/** Keeps a fault in one page from taking the menu, and with it a running call, away. */
export class Fault extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };
  static getDerivedStateFromError = () => ({ broken: true });

  override render() {
    if (!this.state.broken) return this.props.children;
    return (
      <div className="page" role="alert">
        <Empty icon="alert" title={text('app.crash')}>
          {text('app.crash.hint')}
        </Empty>
        <div className="row" style={{ justifyContent: 'center' }}>
          <button type="button" className="button" onClick={() => location.reload()}>
            {text('app.reload')}
          </button>
        </div>
      </div>
    );
  }
}
