import { startPanel } from '../panel';
import { QuestionsElement } from '../questionsElement';

startPanel({ 'waldur-questions': QuestionsElement });
