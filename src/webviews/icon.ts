import { html, svg, type TemplateResult } from 'lit';
import add from 'codicon:add';
import calendar from 'codicon:calendar';
import check from 'codicon:check';
import chevronRight from 'codicon:chevron-right';
import close from 'codicon:close';
import copy from 'codicon:copy';
import edit from 'codicon:edit';
import ellipsis from 'codicon:ellipsis';
import error from 'codicon:error';
import info from 'codicon:info';
import mail from 'codicon:mail';
import refresh from 'codicon:refresh';
import search from 'codicon:search';
import server from 'codicon:server';
import warning from 'codicon:warning';
import type { IconName, Tone } from '../panels/protocol';

const paths: Readonly<Record<IconName, readonly string[]>> = {
  ...{ add, calendar, check, close, copy, edit, ellipsis, error, info, mail },
  ...{ refresh, search, server, warning },
  'chevron-right': chevronRight,
};

/** An icon beside a word that says the same: readers pass over it. */
export function icon(name: IconName, tone = ''): TemplateResult {
  return html`<svg class="icon ${tone}" viewBox="0 0 16 16" aria-hidden="true">
    ${paths[name].map((d) => svg`<path fill-rule="evenodd" clip-rule="evenodd" d=${d}></path>`)}
  </svg>`;
}

const tones: Readonly<Record<Tone, IconName>> = { good: 'check', warning: 'warning', bad: 'error' };

/** The icon of a state, in its colour. */
export function toneIcon(tone: Tone): TemplateResult {
  return icon(tones[tone], tone);
}
