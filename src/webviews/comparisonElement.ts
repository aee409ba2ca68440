import { html, LitElement, nothing, type PropertyDeclarations, type TemplateResult } from 'lit';
import type { Comparison, ComparisonCell } from '../panels/panelView';
import { toneIcon } from './icon';
import { limitBar } from './limitBar';
import { type Act, tool } from './parts';

/** Objects beside each other, one a column. It alone may scroll sideways, in a region of its own. */
export class ComparisonElement extends LitElement {
  static override properties: PropertyDeclarations = {
    comparison: { attribute: false },
    act: { attribute: false },
  };

  declare comparison: Comparison;
  declare act: Act;

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override render(): TemplateResult {
    const { label, head, columns, rows } = this.comparison;
    return html`<div class="sideways" tabindex="0" role="region" aria-label=${label}>
      <table class="comparison">
        <colgroup>
          <col />
          ${columns.map(() => html`<col />`)}
        </colgroup>
        <thead>
          <tr>
            <th scope="col">${head}</th>
            ${columns.map(
              ({ title, remove }) =>
                html`<th scope="col">
                  <span class="compared"
                    ><bdi class="cut" title=${title}>${title}</bdi>${
                      remove === undefined ? nothing : tool(remove, this.act)
                    }</span
                  >
                </th>`,
            )}
          </tr>
        </thead>
        <tbody>
          ${rows.map(
            ({ title, note, cells }) =>
              html`<tr>
                <th scope="row">
                  <bdi class="cut" title=${title}>${title}</bdi
                  ><bdi class="cut quiet" title=${note}>${note}</bdi>
                </th>
                ${cells.map((cell) => html`<td>${cellOf(cell)}</td>`)}
              </tr>`,
          )}
        </tbody>
      </table>
    </div>`;
  }
}

function cellOf({ text, unit, share, state, title, limit }: ComparisonCell): TemplateResult {
  if (limit === undefined) {
    return html`<span class="quiet">${text}</span>`;
  }
  return html`<span class="compared-cell" title=${title ?? nothing}>
    <span>${text} <span class="quiet">${unit}</span></span>
    <span class="end"
      >${state === undefined || limit.tone === undefined ? nothing : html`${toneIcon(limit.tone)}<span class="reader">${state} </span>`}${share}</span
    >
    ${limitBar(limit)}
  </span>`;
}
