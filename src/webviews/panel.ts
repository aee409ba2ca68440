import { PanelElement } from './panelElement';
import { TableElement } from './tableElement';

customElements.define('waldur-table', TableElement);
customElements.define('waldur-panel', PanelElement);
