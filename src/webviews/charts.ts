import { html, nothing, svg, type TemplateResult } from 'lit';
import type { Chart, ChartPart } from '../panels/panelView';
import { percent, shareBar } from './shareBar';

/** How often each of several came. A picture whose label says what it shows; its numbers stand beside it as text. */
export function chart(given: Chart): TemplateResult {
  switch (given.kind) {
    case 'split':
      return html`<div class="chart">
        ${split(given.label, given.parts)}
        <div class="marks">${given.parts.map(({ label, text }) => html`<span>${label} ${text}</span>`)}</div>
      </div>`;
    case 'bars':
      return html`<div class="chart" role="group" aria-label=${given.label}>
        ${given.parts.map(bar)}
        ${given.note === undefined ? nothing : html`<span class="quiet">${given.note}</span>`}
      </div>`;
    case 'columns':
      return html`<div class="chart">
        ${columns(given.label, given.parts)}
        <div class="marks">
          ${
            given.marks.length > 0
              ? given.marks.map((mark) => html`<span>${mark}</span>`)
              : given.parts.map(({ label, text }) => html`<span>${label}<br /><b>${text}</b></span>`)
          }
        </div>
      </div>`;
    case 'words':
      return html`<p class="quiet">${given.text}</p>`;
  }
}

function bar({ label, text, share }: ChartPart): TemplateResult {
  return html`<div class="chart-bar">
    <bdi class="cut" title=${label}>${label}</bdi>
    ${shareBar(share)}
    <span class="end">${text}</span>
  </div>`;
}

/** The first part filled, what follows it outlined. */
function split(label: string, parts: readonly ChartPart[]): TemplateResult {
  const first = percent(parts[0]?.share ?? 0);
  return html`<svg
    class="split"
    viewBox="0 0 100 6"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    <rect class="outline" width="100" height="6"></rect>
    <rect class="value" width=${first} height="6"></rect>
  </svg>`;
}

function columns(label: string, parts: readonly ChartPart[]): TemplateResult {
  const width = 100 / Math.max(1, parts.length);
  return html`<svg
    class="columns"
    viewBox="0 0 100 32"
    preserveAspectRatio="none"
    role="img"
    aria-label=${label}
  >
    ${parts.map(({ share }, at) => {
      const height = share === 0 ? 0 : Math.max(1, percent(share) * 0.31);
      return svg`<rect class="value" x=${at * width + width * 0.1} y=${31 - height} width=${width * 0.8} height=${height}></rect>`;
    })}
    <rect class="base" y="31" width="100" height="1"></rect>
  </svg>`;
}
