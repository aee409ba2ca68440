const areas =
  /^(organizations|projects|call-management)\/([0-9a-f]{8}(?:-?[0-9a-f]{4}){3}-?[0-9a-f]{12})(?:\/|$)/i;

/** Whether a text is the address of some page, which means something to its own server alone, also without `https://`. */
export function isAddress(text: string): boolean {
  return /^(?:https?:\/\/|[^\s/]+\/(?:\S*\/)?(?:organizations|projects|call-management)\/)/i.test(text);
}

/** An organisation or a project that a page is about. */
export interface PageObject {
  readonly kind: 'customer' | 'project';
  readonly uuid: string;
  /** Whether it is about the calls that the organisation manages. */
  readonly isCallManagement: boolean;
}

/**
 * What an address leads to that was copied from the browser, some of which leave out `https://`; undefined where it is
 * no page of this server's HomePort.
 */
export function objectOfPage(
  server: { readonly baseUrl: string; readonly homePortUrl?: string | undefined },
  address: string,
): PageObject | undefined {
  const whole = /^https?:\/\//i.test(address)
    ? address
    : `${new URL(server.homePortUrl ?? server.baseUrl).protocol}//${address}`;
  const { origin, pathname } = new URL(URL.canParse(whole) ? whole : server.baseUrl);
  const page = origin + pathname;
  const root = [server.homePortUrl, server.baseUrl].find((url) => url !== undefined && page.startsWith(url));
  const [, area, uuid] = areas.exec(page.slice(root?.length ?? page.length)) ?? [];
  return uuid === undefined
    ? undefined
    : {
        kind: area === 'projects' ? 'project' : 'customer',
        uuid: uuid.replaceAll('-', '').toLowerCase(),
        isCallManagement: area === 'call-management',
      };
}
