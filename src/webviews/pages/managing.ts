import { LaneElement, ScaleElement } from '../laneElement';
import { startPanel } from '../panel';

startPanel({ 'waldur-lane': LaneElement, 'waldur-scale': ScaleElement });
