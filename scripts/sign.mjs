import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { makeSigningKey, publicHalf, readSigningKey, signEnvelope } from './dist/release.mjs';
import { say } from './set-up/run.mjs';

/**
 * For those who sign releases, on a machine of their own that is on no network: `npm run sign -- new KEY.pem`
 * makes a key and prints its public half; `npm run sign -- RELEASE.json KEY.pem` adds a signature. Needs
 * nothing but Node 20.
 */
const EXIT_USAGE = 64;
const [what, keyPath] = process.argv.slice(2);
if (what === undefined || keyPath === undefined) {
  say('usage: npm run sign -- new KEY.pem | npm run sign -- RELEASE.json KEY.pem');
  process.exit(EXIT_USAGE);
}
if (what === 'new') {
  if (existsSync(keyPath)) {
    say(`${keyPath} is there already; nothing was made.`);
    process.exit(1);
  }
  const { keyid, key } = makeSigningKey();
  writeFileSync(keyPath, key.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600, flag: 'wx' });
  process.stdout.write(`${JSON.stringify({ keyid, public_key: publicHalf(key) })}\n`);
} else {
  const envelope = JSON.parse(readFileSync(what, 'utf8'));
  const { version, channel, platform, expires_at, files } = JSON.parse(
    Buffer.from(envelope.payload, 'base64').toString('utf8'),
  );
  writeFileSync(what, JSON.stringify(signEnvelope(envelope, readSigningKey(readFileSync(keyPath, 'utf8')))));
  say(`Signed: ${version} for ${channel}, ${platform}, ${files.length} files, until ${expires_at}.`);
}
