import type { Person, Restrictions } from './roleTask';

/**
 * Whether an organisation's rules about its members let a person in, as far as that can be told here: 'no' only
 * when there are rules about e-mail addresses alone and none can match.
 */
export function fitsRestrictions(
  person: Person,
  restrictions: Restrictions | undefined,
): 'yes' | 'no' | 'perhaps' {
  if (restrictions === undefined || (restrictions.emailPatterns.length === 0 && !restrictions.others)) {
    return 'yes';
  }
  const { email } = person;
  const matches = restrictions.emailPatterns.map((pattern) =>
    email === undefined ? undefined : safeTest(pattern, email),
  );
  if (matches.includes(true)) {
    return 'yes';
  }
  return restrictions.others || matches.includes(undefined) ? 'perhaps' : 'no';
}

const longestAddress = 320;

/**
 * A pattern is the server's text, and some patterns take for ever: only simple ones are tried, without groups and
 * with at most three repetitions. Undefined: not tried.
 */
function safeTest(pattern: string, text: string): boolean | undefined {
  const repetitions = pattern.replace(/\\./g, '').match(/[*+?{]/g)?.length ?? 0;
  const simple = pattern.length <= 200 && !/[()|]|\\[\dkpP]/.test(pattern) && repetitions <= 3;
  if (!simple || text.length > longestAddress) {
    return undefined;
  }
  try {
    return new RegExp(pattern, 'i').test(text);
  } catch {
    return undefined;
  }
}

/** From the fields of an organisation; undefined where there are none. */
export function restrictionsOf(customer: {
  readonly user_email_patterns?: readonly string[] | null | undefined;
  readonly user_affiliations?: readonly string[] | null | undefined;
  readonly user_identity_sources?: readonly string[] | null | undefined;
}): Restrictions | undefined {
  const emailPatterns = customer.user_email_patterns ?? [];
  const others =
    (customer.user_affiliations ?? []).length + (customer.user_identity_sources ?? []).length > 0;
  return emailPatterns.length === 0 && !others ? undefined : { emailPatterns, others };
}
