import { html, svg, type TemplateResult } from 'lit';
import add from 'codicon:add';
import calendar from 'codicon:calendar';
import chevronDown from 'codicon:chevron-down';
import chevronRight from 'codicon:chevron-right';
import circleLarge from 'codicon:circle-large';
import close from 'codicon:close';
import colorMode from 'codicon:color-mode';
import copy from 'codicon:copy';
import edit from 'codicon:edit';
import ellipsis from 'codicon:ellipsis';
import error from 'codicon:error';
import eye from 'codicon:eye';
import info from 'codicon:info';
import mail from 'codicon:mail';
import pass from 'codicon:pass';
import refresh from 'codicon:refresh';
import search from 'codicon:search';
import server from 'codicon:server';
import warning from 'codicon:warning';
import type { IconName, Tone } from '../panels/panelView';

const paths: Readonly<Record<IconName, readonly string[]>> = {
  ...{ add, calendar, close, copy, edit, ellipsis, error, eye, info, mail },
  ...{ pass, refresh, search, server, warning },
  'chevron-down': chevronDown,
  'chevron-right': chevronRight,
  'circle-large': circleLarge,
  'color-mode': colorMode,
};

/** An icon beside a word that says the same: readers pass over it. */
export function icon(name: IconName, tone = ''): TemplateResult {
  return html`<svg class="icon ${tone}" viewBox="0 0 16 16" aria-hidden="true">
    ${paths[name].map((d) => svg`<path fill-rule="evenodd" d=${d}></path>`)}
  </svg>`;
}

const tones: Readonly<Record<Tone, IconName>> = {
  ...{ good: 'pass', warning: 'warning', bad: 'error' },
  ...{ begun: 'color-mode', open: 'circle-large', review: 'eye' },
};

/** The icon of a state, in its colour. */
export function toneIcon(tone: Tone): TemplateResult {
  return icon(tones[tone], tone);
}
