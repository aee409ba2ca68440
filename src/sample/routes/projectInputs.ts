import { fieldsOfScience } from '../fieldsOfScience';
import type { Exchange } from '../http/exchange';
import { sanitizeHtml } from '../validate/html';
import { image } from '../validate/imageInput';
import { Invalid, type Input, type Inputs } from '../validate/input';
import { link, visibleCustomerLink } from '../validate/linkInputs';
import { requiredText, slug, text, type TextOptions } from '../validate/textInputs';
import { date } from '../validate/timeInputs';
import { boolean, choice, integer } from '../validate/valueInputs';
import type { Behaviour } from '../versions';

function notBeforeToday(name: string) {
  const plain = date(name, { nullable: true });
  return {
    ...plain,
    read: (value: unknown, x: Exchange): string => {
      const day = plain.read(value, x);
      if (day < x.app.clock.today()) {
        throw new Invalid({ [name]: 'Cannot be earlier than the current date.' });
      }
      return day;
    },
  };
}

/** Text with harmless HTML only; its length is that of what was sent. */
function html(name: string, options: TextOptions): Input<string> {
  const plain = text(name, options);
  return { ...plain, read: (value, x) => sanitizeHtml(plain.read(value, x)).trim() };
}

const older: Inputs = {
  name: requiredText('name', 500),
  slug: slug('slug', { max: 50, staffOnly: true }),
  customer: visibleCustomerLink('customer', { required: true }),
  description: html('description', { max: 2000 }),
  type: link('type', 'project-types', (hex, x) => x.app.store.projectTypes.get(hex), {
    nullable: true,
  }),
  backend_id: text('backend_id', { max: 255 }),
  start_date: notBeforeToday('start_date'),
  end_date: notBeforeToday('end_date'),
  oecd_fos_2007_code: choice(
    'oecd_fos_2007_code',
    fieldsOfScience.map(([code, label]) => [code, `${code}. ${label}`] as const),
    { nullable: true, blank: true },
  ),
  is_industry: boolean('is_industry'),
  image: image('image'),
};
const newer: Inputs = {
  ...older,
  description: html('description', { max: 4096 }),
  kind: choice('kind', [
    ['default', 'Default'],
    ['course', 'Course'],
    ['public', 'Public'],
  ]),
  grace_period_days: integer('grace_period_days', 0, 2147483647, { nullable: true, staffOnly: true }),
  staff_notes: html('staff_notes', { max: 4096, staffOnly: true }),
  max_service_accounts: integer('max_service_accounts', 0, 32767, { nullable: true, staffOnly: true }),
};
/** What may be written of a project. */
export const projectInputs = (behaviour: Behaviour): Inputs => (behaviour.newerFields ? newer : older);
