import { describe, expect, test } from 'vitest';
import { knownHosts } from '../../../src/transports/known-hosts.ts';

const LOCAL = [
  'localhost',
  'localhost:4010',
  'LOCALHOST.',
  'api.localhost:80',
  '127.0.0.1:4010',
  '127.9.9.9',
  '[::1]:4010',
];
const HARMLESS = ['192.168.1.7:4010', '[fe80::1]:4010', 'starmock:4010', 'my-laptop', '', undefined];
const STRANGE = [
  'rebound.example',
  'rebound.example:4010',
  'localhost.rebound.example',
  '127.0.0.1.rebound.example',
  'a.b:1',
];

describe('knownHosts', () => {
  const known = knownHosts('127.0.0.1', []);

  test.each([...LOCAL, ...HARMLESS])('answers requests to %j', (host) => {
    expect(known.complaint(host, undefined)).toBeUndefined();
  });

  test.each(STRANGE)('refuses requests to %j, and pages of it', (host) => {
    expect(known.complaint(host, undefined)).toContain('host');
    expect(known.complaint('localhost', `https://${host}`)).toContain('pages');
  });

  test.each(LOCAL)('lets pages of %j call', (host) => {
    expect(known.complaint('127.0.0.1:4010', `http://${host}`)).toBeUndefined();
  });

  test('refuses pages without an origin of their own and those of other machines, and lets apps call', () => {
    expect(known.complaint('localhost', 'null')).toContain('null');
    expect(known.complaint('localhost', 'http://203.0.113.9')).toContain('203.0.113.9');
    expect(known.complaint('192.168.1.7:4010', 'http://192.168.1.7:4010')).toBeUndefined();
    expect(known.complaint('localhost', 'vscode-webview://1f2a')).toBeUndefined();
  });

  test('knows the host that it is bound to and the names that are allowed, or all', () => {
    const more = knownHosts('mock.test', ['api.dev.example', 'null']);
    expect(more.complaint('mock.test:4010', 'https://api.dev.example')).toBeUndefined();
    expect(more.complaint('api.dev.example', 'null')).toBeUndefined();
    expect(more.complaint('other.dev.example', undefined)).toContain('other.dev.example');
    expect(knownHosts('::', ['*']).complaint('rebound.example', 'https://rebound.example')).toBeUndefined();
  });
});
