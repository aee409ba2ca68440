import { html, type TemplateResult } from 'lit';

/** A share in hundredths, no less than none and no more than all. */
export function percent(share: number): number {
  return Math.min(Math.max(share, 0), 1) * 100;
}

/** A share as a length. Beside its number, which readers are told instead. */
export function shareBar(share: number): TemplateResult {
  return html`<svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
    <rect class="track" width="100" height="6"></rect>
    <rect class="value" width=${percent(share)} height="6"></rect>
  </svg>`;
}
