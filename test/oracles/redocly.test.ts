import { execFile } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const CLI = 'node_modules/@redocly/cli/bin/cli.js';

/** Exit code and output of the linter, which sends nothing home. */
function lint(...files: string[]): Promise<{ code: number; output: string }> {
  const env = { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true', NO_COLOR: '1' };
  return new Promise((done) => {
    execFile(process.execPath, [CLI, 'lint', ...files], { env }, (error, stdout, stderr) => {
      done({ code: typeof error?.code === 'number' ? error.code : 0, output: stdout + stderr });
    });
  });
}

describe('Redocly', () => {
  it('accepts the contract as OpenAPI 3.2, its view as 3.1 and the control API, without errors', async () => {
    const { code, output } = await lint('spec/openapi.yaml', 'spec/openapi-3.1.json', 'spec/control.yaml');
    expect(output).toContain('Your API descriptions are valid');
    expect(code).toBe(0);
  });

  it('rejects the contract when it calls itself 3.1, so the linter does look', async () => {
    const text = await readFile('src/contract/generated/bundle.json', 'utf8');
    const file = join(await mkdtemp(join(tmpdir(), 'starmock-')), 'wrong.json');
    await writeFile(file, text.replace('"openapi": "3.2.0"', '"openapi": "3.1.1"'));
    const { code, output } = await lint(file);
    expect(output).toContain('itemSchema');
    expect(code).toBe(1);
  });
});
