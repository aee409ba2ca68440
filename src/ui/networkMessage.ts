import * as vscode from 'vscode';
import type { Problem } from '../waldur/errors';
import { plainLine } from './serverText';

/** Longest part of a message that comes from a server. */
export const longestDetail = 300;

/** The log has the code: a person can do nothing with it. */
export function networkMessage(code: string | undefined): string {
  switch (code ?? '') {
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return vscode.l10n.t(
        'The server name could not be found. Check the address and the network or VPN, then retry.',
      );
    case 'ECONNREFUSED':
      return vscode.l10n.t(
        'The server refused the connection. It may be down. Retry later or check the address.',
      );
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return vscode.l10n.t(
        'The connection was closed before the server’s response was complete. Retry, and check the address if this continues.',
      );
    default:
      return code?.startsWith('HPE_') === true
        ? vscode.l10n.t(
            'What answered at this address is not a web server, or needs https://. Check the address and port.',
          )
        : vscode.l10n.t('The server could not be reached. Check the network or VPN and retry.');
  }
}

export function proxyMessage({ status, detail }: Extract<Problem, { kind: 'proxy' }>): string {
  const sentence =
    status === 407
      ? vscode.l10n.t(
          'The proxy requires a sign-in (HTTP 407). Check the proxy settings of VS Code and the user name and password in them, then retry.',
        )
      : vscode.l10n.t(
          'The proxy did not connect to the server (HTTP {0}). Check the address and the proxy settings of VS Code, or contact the administrator of your network.',
          String(status),
        );
  const words = plainLine(detail ?? '', longestDetail);
  return words === '' ? sentence : vscode.l10n.t('{0} The proxy says: {1}', sentence, words);
}

export function tlsMessage(code: string): string {
  switch (code) {
    case 'CERT_HAS_EXPIRED':
      return vscode.l10n.t('The server’s certificate has expired. Contact the server administrator.');
    case 'CERT_NOT_YET_VALID':
      return vscode.l10n.t(
        'The server’s certificate is not valid yet. Check the clock of this computer, or contact the server administrator.',
      );
    case 'ERR_TLS_CERT_ALTNAME_INVALID':
    case 'HOSTNAME_MISMATCH':
    case 'UND_ERR_PRX_TLS':
      return vscode.l10n.t('The server’s certificate is for a different name. Check the address.');
    default:
      return isCertificateCode(code)
        ? vscode.l10n.t(
            'The server’s certificate is not trusted. If your organisation has its own certificate authority, add it to the system certificates, or set NODE_EXTRA_CA_CERTS to its file before you start VS Code.',
          )
        : isNotTls(code)
          ? vscode.l10n.t(
              'What answered at this address does not use HTTPS. Check the address and port. If the server uses HTTP only, enter its address with http://.',
            )
          : vscode.l10n.t(
              'A secure connection to the server could not be made. Check the address and port, or contact the server administrator.',
            );
  }
}

function isCertificateCode(code: string): boolean {
  return /^(CERT_|CRL_|UNABLE_TO_|DEPTH_ZERO_|SELF_SIGNED_|INVALID_CA$|PATH_LENGTH_)/.test(code);
}

/** What OpenSSL says to an answer that is not TLS, such as one in plain HTTP. */
function isNotTls(code: string): boolean {
  return /WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|RECORD_TOO_|HTTP_REQUEST|UNEXPECTED_MESSAGE|^EPROTO$/.test(
    code,
  );
}
