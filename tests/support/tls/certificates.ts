import { execFileSync } from 'node:child_process';
import { createHash, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A server's key and certificate, PEM, and its pin. */
export interface ServerIdentity {
  readonly key: string;
  readonly cert: string;
  readonly pin: string;
}

/** An authority of its own, made with `openssl`, that signs certificates of servers. */
export interface Authority {
  readonly cert: string;
  /** @param days how long it holds from now on; negative: it is over */
  issue(host: string, days?: number): ServerIdentity;
}

export function createAuthority(): Authority {
  const folder = mkdtempSync(join(tmpdir(), 'authority-'));
  const at = (name: string): string => join(folder, name);
  const openssl = (...args: string[]): void => void execFileSync('openssl', args, { stdio: 'pipe' });
  const key = (name: string): void =>
    openssl('genpkey', '-algorithm', 'EC', '-pkeyopt', 'ec_paramgen_curve:P-256', '-out', at(name));
  key('ca.key');
  openssl(
    'req',
    '-x509',
    '-new',
    '-key',
    at('ca.key'),
    '-subj',
    '/CN=Gym CA',
    '-days',
    '30',
    '-out',
    at('ca.pem'),
  );
  let count = 0;
  return {
    cert: readFileSync(at('ca.pem'), 'utf8'),
    issue(host, days = 10) {
      const name = `server-${(count += 1)}`;
      key(`${name}.key`);
      const san = /^[\d.]+$/.test(host) ? `IP:${host}` : `DNS:${host}`;
      writeFileSync(at(`${name}.ext`), `subjectAltName=${san}\n`);
      openssl('req', '-new', '-key', at(`${name}.key`), '-subj', `/CN=${host}`, '-out', at(`${name}.csr`));
      const signing = [
        '-CA',
        at('ca.pem'),
        '-CAkey',
        at('ca.key'),
        '-CAcreateserial',
        '-extfile',
        at(`${name}.ext`),
      ];
      openssl(
        'x509',
        '-req',
        '-in',
        at(`${name}.csr`),
        ...signing,
        '-days',
        String(days),
        '-out',
        at(`${name}.pem`),
      );
      const cert = readFileSync(at(`${name}.pem`), 'utf8');
      const spki = new X509Certificate(cert).publicKey.export({ type: 'spki', format: 'der' });
      return {
        key: readFileSync(at(`${name}.key`), 'utf8'),
        cert,
        pin: createHash('sha256').update(spki).digest('base64'),
      };
    },
  };
}
