import { ComparisonElement } from '../comparisonElement';
import { GroupedTableElement } from '../groupedTableElement';
import { startPanel } from '../panel';

startPanel({ 'waldur-comparison': ComparisonElement, 'waldur-table': GroupedTableElement });
