import { startPanel } from '../panel';

startPanel();
