import { html, nothing, type TemplateResult } from 'lit';
import type { Cell, Column } from '../panels/panelView';
import { icon, toneIcon } from './icon';
import type { Drawn } from './parts';
import { shareBar } from './shareBar';

/**
 * A cell of a table. The first of a row is its name.
 * @param at `open`: what a press on the name does; `before`: what is drawn before the text
 */
export function cellOf(
  { text, second, aside, title, quiet, tone, bar, icon: name, lane }: Cell,
  at: {
    readonly column: Column | undefined;
    readonly isFirst: boolean;
    readonly open?: () => void;
    readonly before: Drawn;
  },
): TemplateResult {
  const { column, isFirst, open, before } = at;
  const classes = [
    columnClass(column),
    quiet === true ? 'quiet' : '',
    isFirst ? 'name' : '',
    lane === undefined ? '' : 'lane-cell',
  ];
  if (lane !== undefined) {
    return html`<td role="cell" class=${classes.join(' ')}>
      <waldur-lane .lane=${lane} .scale=${column?.scale}></waldur-lane>
    </td>`;
  }
  const words = html`<bdi title=${title ?? (isFirst ? text : nothing)}>${text}</bdi>`;
  const shown =
    isFirst && open !== undefined
      ? html`<button type="button" class="open" tabindex="-1" @click=${open}>${words}</button>`
      : words;
  const content = html`${before}${bar === undefined ? nothing : shareBar(bar.share)}${name === undefined ? nothing : icon(name)}${tone === undefined ? nothing : toneIcon(tone)}${shown}${aside === undefined ? nothing : html` <span class="aside">${aside}</span>`}${second === undefined ? nothing : html` <span class="second"><bdi>${second}</bdi></span>`}`;
  return isFirst
    ? html`<th role="rowheader" scope="row" class=${classes.join(' ')}>${content}</th>`
    : html`<td role="cell" class=${classes.join(' ')} data-title=${column?.title ?? ''}>${content}</td>`;
}

/** What all cells of a column are alike in. */
export function columnClass(column: Column | undefined): string {
  return (['end', 'optional', 'marked'] as const).filter((name) => column?.[name] === true).join(' ');
}
