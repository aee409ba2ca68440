import { PanelElement } from './panelElement';
import { TableElement } from './tableElement';

/** Starts the page of a panel. @param elements those that this panel alone needs, by their tags */
export function startPanel(elements: Readonly<Record<string, CustomElementConstructor>> = {}): void {
  const all = { ...elements, 'waldur-table': TableElement, 'waldur-panel': PanelElement };
  for (const [tag, element] of Object.entries(all)) {
    customElements.define(tag, element);
  }
}
