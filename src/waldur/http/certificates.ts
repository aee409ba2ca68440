import { readFileSync } from 'node:fs';
import * as tls from 'node:tls';

/**
 * The certificates a connection trusts: those that come with Node, those of the operating system (Node 22.15 and
 * later can list them) and those of the file NODE_EXTRA_CA_CERTS names. A file that cannot be read counts for
 * nothing, as in Node itself. Undefined when there are none but Node's own, which it then uses anyway. Reading the
 * system's store takes time: ask once, and not before the first request.
 */
export function trustedCertificates(
  environment: Readonly<Record<string, string | undefined>>,
): readonly string[] | undefined {
  const own = [...systemCertificates(), ...extraCertificates(environment.NODE_EXTRA_CA_CERTS)];
  return own.length === 0 ? undefined : [...new Set([...tls.rootCertificates, ...own])];
}

function systemCertificates(): readonly string[] {
  // Older hosts have no such function, whatever its type says.
  const list: unknown = Reflect.get(tls, 'getCACertificates');
  if (typeof list !== 'function') {
    return [];
  }
  try {
    return tls.getCACertificates('system');
  } catch {
    return [];
  }
}

function extraCertificates(file: string | undefined): readonly string[] {
  if (file === undefined || file === '') {
    return [];
  }
  try {
    return (
      readFileSync(file, 'utf8').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? []
    );
  } catch {
    return [];
  }
}
