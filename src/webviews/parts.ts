import { html, nothing, type TemplateResult } from 'lit';
import type { Button, Choice, Facts, Figure, Lines, Notice, PanelView, Tabs } from '../panels/panelView';
import { icon, toneIcon } from './icon';
import { percent } from './shareBar';

/** Asks the panel for one of its actions. */
export type Act = (action: string) => void;

export type Drawn = TemplateResult | typeof nothing;

/** An icon that can be pressed. */
export function tool({ action, title, icon: name }: Button, act: Act, inRow = false): TemplateResult {
  return html`<button
    class="tool"
    type="button"
    title=${title}
    aria-label=${title}
    tabindex=${inRow ? -1 : 0}
    @click=${() => act(action)}
  >
    ${icon(name ?? 'ellipsis')}
  </button>`;
}

export function button(given: Button | undefined, kind: 'primary' | 'secondary', act: Act): Drawn {
  return given === undefined
    ? nothing
    : html`<button class="button ${kind}" type="button" @click=${() => act(given.action)}>
        ${given.title}
      </button>`;
}

/** What the page is about, where it belongs, and what can be done with all of it. */
export function header(view: PanelView, act: Act): TemplateResult {
  return html`<header class="head">
    <nav class="context">
      <ol>
        ${view.context.map(
          ({ text, action, title }, at) =>
            html`<li>
              ${icon(at === 0 ? 'server' : 'chevron-right')}${
                action === undefined
                  ? html`<bdi class="cut">${text}</bdi>`
                  : html`<button
                      class="cut"
                      type="button"
                      title=${title ?? nothing}
                      @click=${() => act(action)}
                    >
                      <bdi>${text}</bdi>
                    </button>`
              }
            </li>`,
        )}
      </ol>
    </nav>
    <div class="read">
      <span>${view.read}</span>${view.refresh === undefined ? nothing : tool(view.refresh, act)}
    </div>
    <div class="title">
      ${mark(view)}
      <div>
        <h1><bdi>${view.heading ?? view.title}</bdi></h1>
        <p class="subtitle">${view.subtitle.map((text) => html`<span><bdi>${text}</bdi></span>`)}</p>
      </div>
    </div>
    <div class="buttons">
      ${button(view.secondary, 'secondary', act)} ${button(view.primary, 'primary', act)}
      ${view.menu === undefined ? nothing : tool(view.menu, act)}
    </div>
  </header>`;
}

/** The image, or the letters below it where there is none or it cannot be drawn. */
function mark({ initials, image }: PanelView): Drawn {
  if (initials === undefined && image === undefined) {
    return nothing;
  }
  const isDrawn = ({ type, target }: Event): void => {
    (target as HTMLImageElement).hidden = type === 'error';
  };
  return html`<span class="mark" aria-hidden="true"
    >${initials ?? ''}${
      image === undefined ? nothing : html`<img src=${image} alt="" @load=${isDrawn} @error=${isDrawn} />`
    }</span
  >`;
}

/** The numbers of an object; bones where they are being read. */
export function figures({ figures: known, figuresLoading = 0, words }: PanelView, act: Act): Drawn {
  if (known.length + figuresLoading === 0) {
    return nothing;
  }
  const bones = Array.from(
    { length: known.length === 0 ? figuresLoading : 0 },
    () =>
      html`<div class="figure bones" aria-hidden="true">
        <span class="label"><i class="bone"></i></span><span class="value"><i class="bone"></i></span
        ><span class="note"><i class="bone"></i></span>
      </div>`,
  );
  if (bones.length > 0) {
    return html`<div class="figures">
      <span class="reader" role="status">${words.loading}</span>${bones}
    </div>`;
  }
  const groups = [...new Set(known.map(({ group }) => group))];
  const [only, ...others] = groups;
  return others.length === 0
    ? figuresOf(known, only, act)
    : html`<div class="figure-groups">
        ${groups.map((group) =>
          figuresOf(
            known.filter((each) => each.group === group),
            group,
            act,
          ),
        )}
      </div>`;
}

function figuresOf(all: readonly Figure[], group: string | undefined, act: Act): TemplateResult {
  const list = html`<div class="figures" role="list" aria-label=${group ?? nothing}>
    ${all.map((each) => html`<div class="figure ${each.ring === undefined ? '' : 'ringed'}" role="listitem">${figureOf(each, act)}</div>`)}
  </div>`;
  return group === undefined
    ? list
    : html`<div>
        <h2 class="figures-head">${group}</h2>
        ${list}
      </div>`;
}

/** One that leads somewhere is a button, and takes the focus to where it leads. */
function figureOf(given: Figure, act: Act): TemplateResult {
  const { action, section, title } = given;
  if (action === undefined) {
    return figure(given);
  }
  const press = (): void => {
    act(action);
    document.getElementById(`h-${section ?? ''}`)?.focus();
  };
  return html`<button type="button" class="leads" title=${title ?? nothing} @click=${press}>
    ${figure(given)}
  </button>`;
}

function figure({ label, value, unit, note, tone, quiet, ring: share }: Figure): TemplateResult {
  return html`${share === undefined ? nothing : ring(share)}<span class="label">${label}</span>
    <span class="value ${quiet === true ? 'quiet' : ''}"
      >${value}${unit === undefined ? nothing : html`<small>${unit}</small>`}</span
    >
    <span class="note">${tone === undefined ? nothing : toneIcon(tone)}${note ?? ''}</span>`;
}

/** Round a number, which readers are told instead. A circle with a circumference of 100 begins at its top. */
function ring({ share }: NonNullable<Figure['ring']>): TemplateResult {
  return html`<svg class="ring" viewBox="0 0 40 40" aria-hidden="true">
    <circle class="track" cx="20" cy="20" r="15.9155"></circle>
    <circle
      class="value"
      cx="20"
      cy="20"
      r="15.9155"
      stroke-dasharray="${percent(share)} 100"
      transform="rotate(-90 20 20)"
    ></circle>
  </svg>`;
}

/** A press on words. */
export function link(title: string | undefined, press: () => void): TemplateResult {
  return html`<button class="link" type="button" @click=${press}>${title}</button>`;
}

/** The ways to what is not there yet. */
export function links(given: readonly (Button | undefined)[], act: Act): readonly Drawn[] {
  return given.map((each) => (each === undefined ? nothing : link(each.title, () => act(each.action))));
}

/** How much a search has found. */
export function foundText(words: PanelView['words'], language: string, found: number, of: number): string {
  const numbers = new Intl.NumberFormat(language);
  return found === 0 ? words.nothingFound : filled(words.found, numbers.format(found), numbers.format(of));
}

/** A text with what stands for `{0}` and the like in it. */
export function filled(text: string, ...values: readonly string[]): string {
  return text.replace(/\{(\d)\}/g, (_, index: string) => values[Number(index)] ?? '');
}

/** They stand for so many rows that are being read, below their head. */
export function bones(rows: number, words: PanelView['words'] | undefined): TemplateResult {
  return html`<div class="bones">
    <span class="reader" role="status">${words?.loading}</span>
    ${Array.from({ length: rows + 1 }, () => html`<div class="bone-row" aria-hidden="true"><i class="bone"></i></div>`)}
  </div>`;
}

/** Parts of a page, of which one is in sight. One stop of the tab key; arrows move among them. */
export function tabs(given: Tabs | undefined, act: Act): Drawn {
  if (given === undefined) {
    return nothing;
  }
  const { label, all, selected } = given;
  const press = (event: KeyboardEvent): void => {
    const shown = [...(event.currentTarget as HTMLElement).querySelectorAll<HTMLElement>('[role=tab]')];
    const at = shown.indexOf(event.target as HTMLElement);
    const last = shown.length - 1;
    const isForward = getComputedStyle(event.currentTarget as HTMLElement).direction !== 'rtl';
    const ahead = at === last ? 0 : at + 1;
    const back = at === 0 ? last : at - 1;
    const steps: Readonly<Record<string, number>> = {
      ArrowRight: isForward ? ahead : back,
      ArrowLeft: isForward ? back : ahead,
      Home: 0,
      End: last,
    };
    const next = shown[steps[event.key] ?? -1];
    if (next !== undefined) {
      event.preventDefault();
      next.focus();
      next.click();
    }
  };
  return html`<div class="tabs" role="tablist" aria-label=${label} @keydown=${press}>
    ${all.map(
      ({ id, title, note, action }) =>
        html`<button
          class="tab"
          type="button"
          role="tab"
          id="tab-${id}"
          aria-controls="tab-panel"
          aria-selected=${id === selected}
          tabindex=${id === selected ? 0 : -1}
          @click=${() => act(action)}
        >
          ${title}${note === undefined ? nothing : html` <span class="badge">${note}</span>`}
        </button>`,
    )}
  </div>`;
}

/** Which of several is shown. */
export function choice({ label, options, selected }: Choice, act: Act): TemplateResult {
  const choose = (event: Event): void => {
    const chosen = options[(event.target as HTMLSelectElement).selectedIndex];
    if (chosen !== undefined) {
      act(chosen.action);
    }
  };
  return html`<select class="choice" aria-label=${label} title=${label} @change=${choose}>
    ${options.map(({ title }, at) => html`<option .selected=${at === selected}>${title}</option>`)}
  </select>`;
}

/** What went wrong, or is not there, and what can be done. */
export function notice(given: Notice | undefined, act: Act): Drawn {
  if (given === undefined) {
    return nothing;
  }
  const { title, text, tone, buttons } = given;
  return html`<div class="notice ${tone ?? 'plain'}" role=${tone === 'bad' ? 'alert' : nothing}>
    ${tone === undefined ? icon('info') : toneIcon(tone)}
    <p>${title === undefined ? nothing : html`<strong>${title}.</strong> `}${text}</p>
    ${buttons.map((each) => button(each, 'secondary', act))}
  </div>`;
}

/** Labels and values, by groups. @param isWhole with those that are rare @param tell shows them, or hides them again */
export function facts(
  { groups, showAll }: Facts,
  act: Act,
  isWhole: boolean,
  tell: { readonly words: PanelView['words']; readonly showAll: (isWhole: boolean) => void },
): TemplateResult {
  const shown = groups.flatMap(({ title, facts: all }) => {
    const some = all.filter(({ rare }) => isWhole || rare !== true);
    return some.length === 0 ? [] : [{ title, some }];
  });
  return html`${shown.map(
    ({ title, some }) =>
      html`<h3>${title}</h3>
        <dl class="facts">
          ${some.map(
            ({ label, value, quiet, code, tools }) =>
              html`<div>
                <dt>${label}</dt>
                <dd class="${quiet === true ? 'quiet' : ''} ${code === true ? 'code' : ''}">
                  <bdi>${value}</bdi><span class="tools">${tools.map((each) => tool(each, act))}</span>
                </dd>
              </div>`,
          )}
        </dl>`,
  )}
  ${
    showAll === undefined
      ? nothing
      : html`<div class="foot">
          ${link(isWhole ? tell.words.showFewer : showAll, () => tell.showAll(!isWhole))}
        </div>`
  }`;
}

/** What happened, and when. */
export function lines({ lines: all, more }: Lines, act: Act): TemplateResult {
  return html`<ul class="lines">
      ${all.map(
        ({ when, title, text }) =>
          html`<li>
            <time title=${title ?? nothing}>${when}</time><span><bdi>${text}</bdi></span>
          </li>`,
      )}
    </ul>
    ${more === undefined ? nothing : html`<div class="foot">${links([more], act)}</div>`}`;
}
