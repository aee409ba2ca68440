import { parseUuid } from '../rules/visibility';
import { Invalid, type Inputs } from '../validate/input';
import { email, text } from '../validate/textInputs';
import { str } from '../validate/python';
import type { Behaviour } from '../versions';
import { readScope } from './scopes';

const address = email('email', { required: true, notBlank: true, max: 254 });

const older: Inputs = {
  role: {
    required: true,
    blankIsNull: true,
    meta: { type: 'field', label: 'Role' },
    read: (value, x) => {
      const role = typeof value === 'string' ? x.app.store.roles.get(parseUuid(value)) : undefined;
      if (!role || role.is_active === false) {
        throw new Invalid(`Object with uuid=${str(value)} does not exist.`);
      }
      return role;
    },
  },
  scope: {
    required: true,
    allowsBlank: true,
    meta: { type: 'field', label: 'Scope' },
    read: (value, x) => {
      // What Python takes for nothing is no scope, and nothing to complain of here.
      if (['', 0, false].includes(value as string) || ['[]', '{}'].includes(str(value))) {
        return null;
      }
      const scope = readScope(x, value);
      if (scope.kind === 'refused') {
        throw new Invalid(scope.words);
      }
      return scope;
    },
  },
  full_name: text('full_name', { max: 100 }),
  native_name: text('native_name', { max: 100 }),
  tax_number: text('tax_number', { max: 50 }),
  phone_number: text('phone_number', { max: 255 }),
  organization: text('organization', { max: 255 }),
  job_title: text('job_title', { max: 120 }),
  email: {
    ...address,
    read: (value, x) => {
      if (typeof value !== 'string') {
        throw new Invalid('Enter a valid email address.');
      }
      return address.read(value, x);
    },
  },
  civil_number: text('civil_number', { max: 50 }),
  extra_invitation_text: text('extra_invitation_text'),
};
const newer: Inputs = { ...older, extra_invitation_text: text('extra_invitation_text', { max: 2000 }) };

export const invitationInputs = (behaviour: Behaviour): Inputs =>
  behaviour.newerInvitations ? newer : older;

/** What can be changed of an invitation. */
export const changeableInputs: Inputs = Object.fromEntries(
  Object.entries(older).filter(([name]) => ['email', 'role'].includes(name)),
);
