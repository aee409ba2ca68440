import { html, type TemplateResult } from 'lit';
import type { LimitBar } from '../panels/panelView';
import { icon } from './icon';

/** Where the limit stands on a bar 100 wide, so that bars below each other read as one. */
const limitAt = 80;

/**
 * How much of a limit is used: a tick marks it, what is over it runs on behind it, and beyond what there is room for an
 * arrow. A dotted line where there is none. The numbers beside it tell readers the same.
 */
export function limitBar({ share, tone }: LimitBar): TemplateResult {
  if (share === null) {
    return html`<svg class="limit" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <line class="none" x1="0" x2=${limitAt} y1="8" y2="8"></line>
    </svg>`;
  }
  const within = Math.min(Math.max(share, 0), 1) * limitAt;
  const beyond = Math.min(Math.max(share - 1, 0) * limitAt, 100 - limitAt);
  const isCut = share * limitAt > 100;
  return html`<span class="limit-bar">
    <svg class="limit" viewBox="0 0 100 16" preserveAspectRatio="none" aria-hidden="true">
      <rect class="track" y="5" width=${limitAt} height="6"></rect>
      <rect class="value ${tone ?? ''}" y="5" width=${within} height="6"></rect>
      <rect class="value bad" x=${limitAt + 1} y="5" width=${Math.max(beyond - 1, 0)} height="6"></rect>
      <line class="tick" x1=${limitAt} x2=${limitAt} y1="1" y2="15"></line></svg
    >${isCut ? icon('chevron-right') : ''}
  </span>`;
}
