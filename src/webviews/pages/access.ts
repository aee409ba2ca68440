import { startPanel } from '../panel';
import { SelectableTableElement } from '../selectableTableElement';

startPanel({ 'waldur-table': SelectableTableElement });
