import type { PanelView, Section } from '../panels/panelView';
import type { SectionState, WebviewState } from '../panels/protocol';
import type { Act } from './parts';

/** Heights of the window below it within which the end of a list is near. */
const near = 1;

interface Paged {
  readonly length: number;
  /** Reads the next page. */
  readonly more: string | undefined;
  /** Not all rows that were read are shown. */
  readonly isCut: boolean;
}

/** How far the lists of a panel were read, and the pages that come before anyone asks for them. */
export class RowsToCome {
  /** By section, how long its list was when its next page was asked for: what failed is left to its button. */
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly stateOf: (section: string) => SectionState,
    private readonly act: Act,
  ) {}

  /** Reads on where the end of a list comes near. @param elementOf the section in the page */
  readOn(view: PanelView, elementOf: (section: string) => Element | null): void {
    for (const section of sectionsOf(view)) {
      const list = pagedOf(section, this.stateOf(section.id));
      const end = elementOf(section.id)?.getBoundingClientRect().bottom ?? -1;
      const isNear = end >= 0 && end <= window.innerHeight * (1 + near);
      if (list !== undefined && !list.isCut && isNear) {
        this.ask(section.id, list);
      }
    }
  }

  /** Reads as far as lists were read before. @returns whether something of that is still to come */
  readAgain(view: PanelView): boolean {
    return sectionsOf(view)
      .map((section) => {
        const list = pagedOf(section, this.stateOf(section.id));
        const { rows = 0 } = this.stateOf(section.id);
        if (list?.more === undefined || list.length >= rows || section.notice?.tone === 'bad') {
          return false;
        }
        this.ask(section.id, list);
        return true;
      })
      .includes(true);
  }

  /** What is to be kept of how far lists were read: of those that have grown. */
  grown(before: PanelView | undefined, view: PanelView): NonNullable<WebviewState['sections']> {
    const changed = sectionsOf(view).flatMap((section) => {
      const state = this.stateOf(section.id);
      const now = pagedOf(section, state);
      const was = before && sectionsOf(before).find(({ id }) => id === section.id);
      const last = was && pagedOf(was, state);
      if (now === undefined) {
        this.asked.delete(section.id);
        return [];
      }
      const isGrown = last?.more !== undefined && now.length > last.length;
      return (isGrown || state.rows !== undefined) && state.rows !== now.length
        ? [[section.id, { ...state, rows: now.length }] as const]
        : [];
    });
    return Object.fromEntries(changed);
  }

  private ask(section: string, { length, more }: Paged): void {
    if (more !== undefined && this.asked.get(section) !== length) {
      this.asked.set(section, length);
      this.act(more);
    }
  }
}

export function sectionsOf({ wide = [], main, side }: PanelView): readonly Section[] {
  return [...wide, ...main, ...side];
}

/** Of a section whose rows come by pages. A search and what is cut show a part of them. */
function pagedOf({ content }: Section, { search = '', all }: SectionState): Paged | undefined {
  if (content?.kind === 'table') {
    const { rows, few, more } = content;
    const isFew = few !== undefined && rows.length > few && all !== true;
    return { length: rows.length, more: more?.action, isCut: search !== '' || isFew };
  }
  return content?.kind === 'questions'
    ? { length: content.questions.length, more: content.more?.action, isCut: search !== '' }
    : undefined;
}
