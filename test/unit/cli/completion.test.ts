import { execFileSync } from 'node:child_process';
import { describe, expect, test } from 'vitest';
import type { Command } from 'commander';
import { completionOf } from '../../../src/cli/completion.ts';
import { createProgram } from '../../../src/cli/program.ts';
import { program } from '../../support/program.ts';
import { hasTool } from '../../support/toolchain.ts';

const bash = hasTool('bash', ['--version'], 'the completion of bash');
const zsh = hasTool('zsh', ['--version'], 'the completion of zsh');
const fish = hasTool('fish', ['--version'], 'the completion of fish');

const commands = createProgram(() => Promise.resolve());

/** What bash offers for the last word. */
function offered(...words: readonly string[]): string[] {
  const line = ['starmock', ...words].map((word) => `'${word}'`).join(' ');
  const script = `${completionOf(commands, 'bash')}
COMP_WORDS=(${line}); COMP_CWORD=${words.length}; _starmock; printf '%s\\n' "\${COMPREPLY[@]}"`;
  return execFileSync('bash', ['-c', script], { encoding: 'utf8' }).trim().split('\n');
}

const every = (command: Command): Command[] => [command, ...command.commands.flatMap(every)];

describe('the completion of a shell', () => {
  test.each(['bash', 'zsh', 'fish'] as const)('names every command and option for %s', async (shell) => {
    const { code, stdout } = await program(['completion', shell]);
    expect(code).toBe(0);
    for (const command of every(commands).slice(1)) {
      expect(stdout).toContain(command.name());
      for (const { long } of command.options)
        expect(stdout).toContain(shell === 'fish' ? `-l ${long?.slice(2)} ` : long);
    }
  });

  test('is refused for another shell', async () => {
    const { code, stderr } = await program(['completion', 'csh']);
    expect([code, stderr]).toEqual([2, expect.stringContaining('Allowed choices are bash, zsh, fish.')]);
  });

  test.skipIf(!bash)('offers commands, options and choices in bash', () => {
    expect(offered('ser')).toEqual(['serve']);
    expect(offered('serve', '--fault-s')).toEqual(['--fault-script']);
    expect(offered('serve', '--seed', 'serve', '--log', 'p')).toEqual(['pretty']);
    expect(offered('verify', '--fail-on', '')).toEqual(['must', 'should', 'may']);
    expect(offered('scenarios', '')).toContain('check');
    expect(offered('scenarios', 'check', '--strict')).toEqual(['--strict-models']);
    expect(offered('serve', '--scenarios', 'READ')).toEqual(['README.md']);
    expect(offered('scenarios', 'check', 'READ')).toEqual(['README.md']);
  });

  test.skipIf(!zsh)('is read by zsh', () => {
    expect(execFileSync('zsh', ['-n'], { input: completionOf(commands, 'zsh'), encoding: 'utf8' })).toBe('');
  });

  test.skipIf(!fish)('is read by fish', () => {
    const input = completionOf(commands, 'fish');
    expect(execFileSync('fish', ['--no-execute'], { input, encoding: 'utf8' })).toBe('');
  });
});
