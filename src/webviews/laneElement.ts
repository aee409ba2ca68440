import { html, LitElement, nothing, type PropertyDeclarations, svg, type TemplateResult } from 'lit';
import type { Lane, Scale } from '../panels/panelView';

/** What begins so far right has its label end where it ends. */
const farRight = 0.8;

/** The months of a time line, and today. */
export class ScaleElement extends LitElement {
  static override properties: PropertyDeclarations = { scale: { attribute: false } };
  declare scale: Scale;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { marks, today } = this.scale;
    return html`<svg class="scale" aria-hidden="true">
      ${marks.map(({ at, title }) => svg`<text x=${percent(at)} dx="4" y="30">${title}</text>`)}
      <line class="today" x1=${percent(today.at)} x2=${percent(today.at)} y1="16" y2="40"></line>
      <text class="today" x=${percent(today.at)} y="12" text-anchor="middle">${today.title}</text>
    </svg>`;
  }
}

/** What of a row lies when, on the time line of its column. */
export class LaneElement extends LitElement {
  static override properties: PropertyDeclarations = {
    lane: { attribute: false },
    scale: { attribute: false },
  };
  declare lane: Lane;
  declare scale: Scale | undefined;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { lane, scale } = this;
    const line = (at: number, kind: string) =>
      svg`<line class=${kind} x1=${percent(at)} x2=${percent(at)} y1="0" y2="48"></line>`;
    return html`<svg class="lane" role="img" aria-label=${lane.title}>
      ${scale?.marks.filter(({ at }) => at > 0).map(({ at }) => line(at, 'month'))}
      ${scale === undefined ? nothing : line(scale.today.at, 'today')} ${lane.bars.map((bar) => drawn(bar))}
      ${lane.text === undefined ? nothing : svg`<text class="ended" x="8" y="28">${lane.text}</text>`}
    </svg>`;
  }
}

function drawn({ from, to, state, label, isCut }: Lane['bars'][number]): TemplateResult {
  const isRight = from > farRight;
  const end = Math.max(to, from + 0.004);
  return svg`<rect class=${state} x=${percent(from)} y="27" width=${percent(end - from)} height="8" rx="2"></rect>
    ${isCut === true ? svg`<rect class=${state} x=${percent(from)} y="27" width="3" height="8"></rect>` : nothing}
    <text
      class=${state}
      x=${percent(isRight ? end : from)}
      y="20"
      text-anchor=${isRight ? 'end' : 'start'}
    >${label}</text>`;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(2)}%`;
}
