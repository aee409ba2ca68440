import { ComparisonElement } from '../comparisonElement';
import { LimitTableElement } from '../limitTableElement';
import { startPanel } from '../panel';

startPanel({ 'waldur-comparison': ComparisonElement, 'waldur-table': LimitTableElement });
