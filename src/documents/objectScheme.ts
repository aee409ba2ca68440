/** Of the addresses of objects' documents; apart, as it is all that is needed before there is one. */
export const objectScheme = 'waldur';

/** The same of plans. */
export const planScheme = 'waldur-plan';

/** What plans end with that are kept as files. */
export const planExtension = '.waldur-plan';

/** The same of their images. */
export const imageScheme = 'waldur-image';
